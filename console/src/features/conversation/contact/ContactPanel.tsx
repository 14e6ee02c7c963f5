import { useQuery } from '@tanstack/react-query'
import { Crown, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { ReactNode } from 'react'
import type { Contact } from '../../../entities/agent/people.ts'
import { queries } from '../../../entities/queries.ts'
import type { Conversation } from '../../../api/types.ts'
import { withWords } from '../../../i18n/index.ts'
import { late } from '../../../lib/late.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { dateAndTime } from '../../../lib/time.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { ChannelIcon } from '../../../entities/channel/ChannelIcon.tsx'
import { useNames } from '../../../entities/contact/names.ts'
import { OtherConversations } from './OtherConversations.tsx'

// With it come the rules of what is typed, which most visits do not need.
const ContactDialog = late(async () => (await withWords('pages', import('./ContactDialog.tsx'))).ContactDialog)

/** Who the customer is, where they write from, and what came before. */
export function ContactPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const contact = useQuery(queries.contact(conversation.contact.id))
  const { contactName } = useNames()
  const [editing, edit] = useState(false)
  const name = contactName(contact.data?.name ?? conversation.contact.name, conversation.contact.id)
  return (
    <div className="flex flex-col gap-6 px-4 py-5">
      <header className="flex flex-col items-center gap-2 text-center">
        <Avatar name={name} seed={conversation.contact.id} size="lg" />
        <h2 className="flex items-center gap-1 text-base font-semibold wrap-anywhere">
          {name}
          {contact.data && <IconButton size="sm" icon={Pencil} label={t('contact.edit')} onPress={() => edit(true)} />}
        </h2>
        <div className="flex flex-wrap justify-center gap-1">
          {contact.data?.vip && (
            <Badge tone="warn">
              <Crown aria-hidden />
              VIP
            </Badge>
          )}
          {conversation.contact.blocked && <Badge tone="danger">{t('contact.blocked')}</Badge>}
        </div>
      </header>
      {contact.data ? <Facts contact={contact.data} conversation={conversation} /> : <Skeleton className="h-32" />}
      <OtherConversations conversation={conversation} />
      {contact.data && editing && <ContactDialog contact={contact.data} onClose={() => edit(false)} />}
    </div>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-1.5">
    <h3 className="text-2xs font-medium text-faint">{title}</h3>
    {children}
  </section>
)

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 text-sm">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 text-right wrap-anywhere">{children}</dd>
    </div>
  )
}

function Facts({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { contactName } = useNames()
  const { surface, thread, startedAt, queue, entry } = conversation
  return (
    <>
      <Section title={t('contact.about')}>
        <dl className="flex flex-col gap-1.5">
          {contact.phone && <Fact label={t('contact.phone')}>{contact.phone}</Fact>}
          {contact.email && <Fact label={t('contact.email')}>{contact.email}</Fact>}
          {contact.language && <Fact label={t('contact.language')}>{contact.language}</Fact>}
          <Fact label={t('contact.queue')}>{queue.name}</Fact>
          <Fact label={t('contact.since')}>{dateAndTime(Date.parse(startedAt), locale)}</Fact>
          {entry && <Fact label={t('contact.entry')}>{entry}</Fact>}
          {surface === 'group' && thread.title !== null && <Fact label={t('surface.group')}>{thread.title}</Fact>}
        </dl>
      </Section>
      {contact.notes && (
        <Section title={t('contact.notes')}>
          <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm wrap-anywhere whitespace-pre-wrap">{contact.notes}</p>
        </Section>
      )}
      <Section title={t('contact.identities')}>
        <ul className="flex flex-col gap-1.5">
          {contact.identities.map(({ channelId, externalId, name, blocked }) => (
            <li key={`${channelId} ${externalId}`} className="flex items-center gap-2 text-sm">
              {channelId === conversation.channel.id && <ChannelIcon kind={conversation.channel.kind} label={conversation.channel.name} />}
              <span className="flex min-w-0 flex-col">
                <span className="truncate">{contactName(name, contact.id)}</span>
                <span className="truncate font-mono text-2xs text-muted">{externalId}</span>
              </span>
              {blocked && <Badge tone="danger">{t('contact.blocked')}</Badge>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
