import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import { channelName, channelSettings } from '../../../../src/desk/web/forms.ts'
import type { Kind, Settings } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { Form } from '../../ui/Form.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'
import { PageSection } from '../../ui/Page.tsx'
import { OwnSettings } from './OwnSettings.tsx'

/** Longest greeting or farewell, in UTF-16 units: the platforms split what is longer than they take. */
const MAX_WORDS = 2000

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const lines = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : '')

/** What an admin may choose: what every channel has, what its surfaces allow, and what its kind has of its own. */
export function ChannelSettings({ channel, kind }: { channel: Channel; kind: Kind }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    rules: z.object({ name: channelName, settings: channelSettings }),
    start: { name: channel.name, settings: channel.settings as Settings },
    save: (change) => channels.change(channel.id, change),
    onSaved(changed) {
      client.setQueryData(keys.channel(channel.id), changed)
      void client.invalidateQueries({ queryKey: keys.channels })
      toast.done(t('common.saved'))
    },
  })
  const { settings } = form.values
  const set = (change: Settings): void => form.set({ settings: { ...settings, ...change } })
  // What a kind says of its own switch is more exact than what is said of all kinds.
  const general = (name: string, surface: string): boolean => surface in kind.surfaces && !kind.settings.some((own) => own.name === name)
  const languages = [{ id: 'auto', label: t('channels.languageAuto') }, ...LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))]
  return (
    <PageSection title={t('channels.settings')}>
      <Form form={form} bar className="flex max-w-xl flex-col gap-5">
        <TextField {...form.field('name')} label={t('channels.name')} description={t('channels.nameHint')} isRequired />
        {general('groups', 'group') && (
          <Switch
            label={t('channels.groups')}
            description={t('channels.groupsHint')}
            isSelected={settings['groups'] === true}
            onChange={(groups) => set({ groups })}
          />
        )}
        {general('comments', 'comment') && (
          <Switch
            label={t('channels.comments')}
            description={t('channels.commentsHint')}
            isSelected={settings['comments'] === true}
            onChange={(comments) => set({ comments })}
          />
        )}
        <OwnSettings kind={kind} settings={settings} onChange={set} />
        <Select
          label={t('channels.language')}
          description={t('channels.languageHint')}
          choices={languages}
          value={text(settings['language']) || 'auto'}
          onChange={(language) => set({ language: language === 'auto' ? null : language })}
        />
        <TextField
          label={t('channels.greeting')}
          description={t(kind.hosted ? 'channels.greetingShownHint' : 'channels.greetingHint')}
          rows={3}
          value={text(settings['greeting'])}
          onChange={(greeting) => set({ greeting: greeting || null })}
          maxLength={MAX_WORDS}
        />
        <TextField
          label={t('channels.farewell')}
          description={t(kind.hosted ? 'channels.farewellShownHint' : 'channels.farewellHint')}
          rows={3}
          value={text(settings['farewell'])}
          onChange={(farewell) => set({ farewell: farewell || null })}
          maxLength={MAX_WORDS}
        />
        {kind.hosted && (
          <>
            <TextField
              label={t('channels.chatName')}
              description={t('channels.chatNameHint')}
              value={text(settings['name'])}
              onChange={(shown) => set({ name: shown || null })}
              maxLength={100}
            />
            <TextField
              label={t('channels.origins')}
              description={t('channels.originsHint')}
              rows={3}
              mono
              placeholder="https://shop.example"
              value={lines(settings['origins'])}
              onChange={(value) => set({ origins: value.split('\n') })}
            />
          </>
        )}
      </Form>
    </PageSection>
  )
}
