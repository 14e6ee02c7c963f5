import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { PRIORITIES } from '../../../../src/model/states.ts'
import type { Filter } from '../../../../src/model/view.ts'
import type { View } from '../../api/types.ts'
import { queries } from '../../entities/queries.ts'

/** Something that a list can be narrowed by. */
export interface FilterChoice {
  id: string
  label: string
  chosen: boolean
  /** The filter with it, or without it when it was chosen. */
  toggled: Filter
}

export interface FilterSection {
  title: string
  choices: FilterChoice[]
}

/** The window that closes within so many minutes asks for an answer. */
const SOON = 60

export function useFilterChoices(view: View, filter: Filter): FilterSection[] {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const { data: channels = [] } = useQuery(queries.channelNames)
  const { data: queues = [] } = useQuery(queries.queues)
  const { data: agents = [] } = useQuery(queries.agents)

  const many = (name: 'channel' | 'queue' | 'agent' | 'priority', values: readonly [string | number, string][]): FilterChoice[] => {
    const chosen: (string | number)[] = filter[name] ?? []
    return values.map(([value, label]) => {
      const rest = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
      return {
        id: `${name} ${value}`,
        label,
        chosen: chosen.includes(value),
        toggled: { ...filter, [name]: rest.length > 0 ? rest : undefined },
      }
    })
  }
  const people = agents.filter(({ disabled }) => !disabled)
  const whose = people.map(({ id, name }): [string, string] => [id, id === me.id ? t('owner.you') : name])
  const sections: FilterSection[] = [
    {
      title: t('views.state'),
      choices: [
        {
          id: 'unread',
          label: t('views.unread'),
          chosen: filter.unread === true,
          toggled: { ...filter, unread: filter.unread ? undefined : true },
        },
        {
          id: 'closing',
          label: t('views.closing'),
          chosen: filter.closing !== undefined,
          toggled: { ...filter, closing: filter.closing === undefined ? SOON : undefined },
        },
      ],
    },
    {
      title: t('views.channel'),
      choices: many(
        'channel',
        channels.map(({ id, name }): [string, string] => [id, name]),
      ),
    },
    {
      title: t('views.queue'),
      choices: many(
        'queue',
        queues.map(({ id, name }): [number, string] => [Number(id), name]),
      ),
    },
    { title: t('views.agent'), choices: view === 'mine' || view === 'waiting' ? [] : many('agent', whose) },
    {
      title: t('views.priority'),
      choices:
        view === 'urgent'
          ? []
          : many(
              'priority',
              PRIORITIES.toReversed().map((one): [string, string] => [one, t(`priority.${one}`)]),
            ),
    },
  ]
  // Where there is one queue or channel only, it is no choice.
  return sections.filter(({ choices }) => choices.length > 1 || choices.some(({ chosen }) => chosen))
}
