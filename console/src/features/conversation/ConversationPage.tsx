import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { conversations } from '../../entities/conversation/api.ts'
import { listed } from '../../entities/conversation/listed.ts'
import { queries } from '../../entities/queries.ts'
import type { Conversation } from '../../api/types.ts'
import { usePreference } from '../../lib/preferences.ts'
import { NARROW, useMediaQuery } from '../../lib/useMediaQuery.ts'
import { useSettled } from '../../lib/useSettled.ts'
import { patcherOf } from '../../entities/patch.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { bothOf, QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { useKind } from '../../entities/channel/useKind.ts'
import { ContactPanel } from './contact/ContactPanel.tsx'
import { ComposerPlace } from './composer/ComposerPlace.tsx'
import type { ComposerHandle } from './composer/handle.ts'
import { createComposerHandle } from './composer/handle.ts'
import { ConversationHeader } from './header/ConversationHeader.tsx'
import { ConversationSkeleton } from './ConversationSkeleton.tsx'
import { recallLimit } from '../../entities/message/recall.ts'
import { firstUnread } from './timeline/rows.ts'
import { allowed } from '../../entities/conversation/steps.ts'
import { Timeline } from './timeline/Timeline.tsx'
import { useOlder } from './timeline/useOlder.ts'
import { WhyLine } from './why/WhyLine.tsx'

const route = getRouteApi('/app/inbox/$view/$id')

export function ConversationPage() {
  const { id } = route.useParams()
  return <Opened key={id} id={id} />
}

function Opened({ id }: { id: string }) {
  const client = useQueryClient()
  const conversation = useQuery({ ...queries.conversation(id), placeholderData: () => listed(client, id) })
  const timeline = useQuery(queries.timeline(client, id))
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <QueryBoundary query={bothOf(conversation, timeline)} skeleton={<ConversationSkeleton />} className="m-4">
        {([one, messages]) => <Conversing conversation={one} timeline={messages} />}
      </QueryBoundary>
    </div>
  )
}

/** What an agent who has the conversation sees is read. */
function useReading(conversation: Conversation, mine: boolean): void {
  const client = useQueryClient()
  const { id, unread } = conversation
  useEffect(() => {
    if (!mine || unread === 0) return
    const read = (): void => {
      if (document.visibilityState === 'visible') conversations.read(id).then(patcherOf(client).answeredConversation, () => {})
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, id, unread, mine])
}

function Conversing({ conversation, timeline }: { conversation: Conversation; timeline: Parameters<typeof Timeline>[0]['timeline'] }) {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const may = allowed(conversation, me)
  const [firstNew] = useState(() => firstUnread(timeline.items, conversation.unread))
  const [composer] = useState<ComposerHandle>(createComposerHandle)
  const older = useOlder(conversation.id)
  const narrow = useMediaQuery(NARROW)
  const wanted = usePreference('contactPanel')
  const [drawer, setDrawer] = useState(false)
  const { kind } = useKind(conversation.channel.kind)
  const recallWithin = may.recall ? recallLimit(kind?.surfaces[conversation.surface]) : null
  useReading(conversation, may.mine)
  const settled = useSettled()
  const panel = settled && <ContactPanel conversation={conversation} />
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <section aria-label={t('conversation.label', { number: conversation.number })} className="flex min-w-0 flex-1 flex-col">
        <ConversationHeader conversation={conversation} composer={composer} onDetails={narrow ? () => setDrawer(true) : undefined} />
        {settled && <WhyLine conversation={conversation} />}
        <Timeline
          conversation={conversation}
          timeline={timeline}
          firstNew={firstNew}
          onOlder={older}
          onReply={may.reply ? composer.replyTo : undefined}
          mayRetry={may.mine}
          recallWithin={recallWithin}
        />
        <ComposerPlace conversation={conversation} may={may} handle={composer} timeline={timeline} />
      </section>
      {narrow ? (
        <Drawer label={t('contact.details')} side="right" isOpen={drawer} onClose={() => setDrawer(false)}>
          {panel}
        </Drawer>
      ) : (
        wanted && (
          <aside aria-label={t('contact.details')} className="w-72 shrink-0 overflow-y-auto border-l border-line">
            {panel}
          </aside>
        )
      )}
    </div>
  )
}
