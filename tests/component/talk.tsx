import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import type { Agent } from '../../console/src/api/types.ts'
import { allowed } from '../../console/src/entities/conversation/steps.ts'
import { keys } from '../../console/src/entities/keys.ts'
import { useOutboxRetries } from '../../console/src/entities/message/useOutbox.ts'
import { timelineOf } from '../../console/src/entities/message/timeline.ts'
import { queries } from '../../console/src/entities/queries.ts'
import { conversation, message } from '../../console/src/entities/testing.ts'
import { Composer } from '../../console/src/features/conversation/composer/Composer.tsx'
import { createComposerHandle } from '../../console/src/features/conversation/composer/handle.ts'
import { Timeline } from '../../console/src/features/conversation/timeline/Timeline.tsx'
import { startI18n, withWords } from '../../console/src/i18n/index.ts'
import '../../console/src/theme.css'

const LIN = { id: 'lin', name: 'Lin', email: 'lin@hub.test', role: 'agent', presence: 'available', capacity: 10 } as unknown as Agent
const TALKS = [1, 2].map((number) => conversation(number, { status: 'active', owner: { kind: 'agent', id: LIN.id, name: LIN.name } }))

function Talk({ id }: { id: string }) {
  const client = useQueryClient()
  const { data: timeline } = useQuery(queries.timeline(client, id))
  const [handle] = useState(createComposerHandle)
  const one = TALKS.find((talk) => talk.id === id)
  if (!one || !timeline) return null
  const rest = { firstNew: null, onOlder: () => {}, onReply: undefined, mayRetry: true, recallWithin: null }
  return (
    <>
      <Timeline conversation={one} timeline={timeline} {...rest} />
      <Composer conversation={one} may={allowed(one, LIN)} handle={handle} timeline={timeline} />
    </>
  )
}

/** Two conversations of Lin's, one of them open. */
function Desk() {
  useOutboxRetries()
  const [open, show] = useState('1')
  return (
    <div style={{ height: 700 }} className="flex flex-col">
      <nav>
        {TALKS.map(({ id }) => (
          <button key={id} type="button" onClick={() => show(id)}>
            Talk {id}
          </button>
        ))}
      </nav>
      <Talk key={open} id={open} />
    </div>
  )
}

await startI18n()
await withWords('conversation', Promise.resolve())

/** The page as it is after it was loaded: nothing is known but what the browser keeps. */
async function load() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  client.setQueryData(keys.me, LIN)
  client.setQueryData(keys.troubles, [])
  client.setQueryData(keys.kinds, [])
  for (const { id } of TALKS) {
    client.setQueryData(keys.activity(id), [])
    client.setQueryData(keys.timeline(id), timelineOf({ items: [message(1, { conversationId: id })] }))
  }
  const shown = await render(
    <QueryClientProvider client={client}>
      <Suspense>
        <Desk />
      </Suspense>
    </QueryClientProvider>,
  )
  return shown
}

export async function openTalk() {
  let shown = await load()
  const field = page.getByRole('textbox')
  const log = page.getByRole('log')
  return {
    field,
    log,
    /** What the page shows of our own messages, from the top. */
    said: () => [...log.element().querySelectorAll('article')].slice(1).map((one) => one.querySelector('p')?.textContent),
    async send(text: string) {
      await userEvent.fill(field, text)
      await userEvent.keyboard('{Enter}')
    },
    talk: (id: string) => page.getByRole('button', { name: `Talk ${id}` }).click(),
    async reload() {
      await shown.unmount()
      shown = await load()
    },
  }
}
