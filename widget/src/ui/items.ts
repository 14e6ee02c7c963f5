import { personOption } from '../../../src/model/triage/person-option.ts'
import type { PublicMessage } from '../../../src/desk/web/visitor-wire.ts'
import type { ChatState } from '../chat/chat.ts'
import type { Unsent } from '../chat/unsent.ts'
import type { Words } from '../text/words.ts'

/** A message of the hub, or one that is still on its way, as one line of the list. */
export interface Item {
  id: string
  at: string | number
  mine: boolean
  from: PublicMessage['from']
  name: string
  message?: PublicMessage
  unsent?: Unsent
  state?: 'waiting' | 'sent' | 'read' | 'failed'
  /** First and last of those that one person said in a row. */
  first: boolean
  last: boolean
}

const TOGETHER = 5 * 60_000

/** Everything that the list shows, in order: the greeting, what the hub has, what it does not have yet. */
export function itemsOf({ messages, unsent, readSeq, settings }: ChatState, words: Words, started: number): Item[] {
  const alone = { first: true, last: true }
  const team = settings?.name ?? words.team
  const mine = { mine: true, from: 'visitor', name: words.you } as const
  const stored = messages.map((message): Item => {
    const { id, key = id, at, from, name, seq } = message
    return from === 'visitor'
      ? { id: key, at, ...mine, message, state: seq <= readSeq ? 'read' : 'sent', ...alone }
      : { id, at, mine: false, from, name: name ?? team, message, ...alone }
  })
  const own = unsent.map((unsent): Item => ({ id: unsent.key, at: unsent.at, ...mine, unsent, state: unsent.state, ...alone }))
  const said = [...stored, ...own]
  return group(settings?.greeting ? [greeting(settings.greeting, team, said[0]?.at ?? started), ...said] : said)
}

function greeting(text: string, name: string, at: string | number): Item {
  const message: PublicMessage = {
    id: '',
    seq: 0,
    from: 'bot',
    at: new Date(at).toISOString(),
    parts: [{ type: 'menu', prompt: text, options: [personOption(text)] }],
  }
  return { id: 'greeting', at: message.at, mine: false, from: 'bot', name, message, first: true, last: true }
}

/** Says which lines stand together: the same person within some minutes. */
function group(items: Item[]): Item[] {
  const joined = (a: Item | undefined, b: Item | undefined): boolean =>
    a !== undefined && b !== undefined && a.from === b.from && a.name === b.name && +new Date(b.at) - +new Date(a.at) < TOGETHER
  return items.map((item, index) => ({ ...item, first: !joined(items[index - 1], item), last: !joined(item, items[index + 1]) }))
}
