import type { ConversationRow, MessageRow, TriageRow } from '../../../prisma/rows.ts'
import { plainText } from '../../model/content.ts'
import { PRIORITIES } from '../../model/states.ts'
import { personWordsIn, pressesPerson } from '../../model/triage/person.ts'
import type { Rule } from '../../model/triage/rules.ts'
import { type Reason, type Triage as Judged, triage } from '../../model/triage/triage.ts'
import type { SaidEffect } from '../conversations/effects.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'
import type { Kit } from '../kit.ts'
import type { NewMessage } from '../timeline/messages.ts'
import type { Apply } from './apply.ts'
import type { How, PersonAsks } from './person.ts'
import type { Places } from './places.ts'
import type { Rules } from './rules.ts'

/** A message to try, with the unanswered ones before it, the oldest first; what is not said of it is as usual. */
export interface Attempt {
  text: string
  before: readonly string[]
  channel?: string
  entry?: string
  vip?: boolean
  /** Within business hours; default: as it is now. */
  open?: boolean
}

/** One time that a conversation was made more urgent, sent elsewhere or marked by what its customer said. */
export interface Raise extends Pick<TriageRow, 'seq' | 'at' | 'before' | 'priority' | 'category' | 'score'> {
  reasons: Reason[]
}

/** What incoming words mean for the place of a conversation. */
export interface Triage {
  /**
   * After a customer's message: leads to a person where that is asked for, and raises the priority where the words say so; never lowers
   * it. After an agent's: a person has answered. What fails in the scorer loses no message, and no button or word that leads to a person.
   */
  hear: SaidEffect
  /** What would be made of it; nothing is kept. */
  try(attempt: Attempt): Judged & { place: { id: number; name: string } }
  /** Why it was raised or sent elsewhere, the latest first. Throws when there is no such conversation. */
  of(id: number): Raise[]
}

/** Several short messages in a row are one. More of them, or longer ones, would cost time in the way of each message. */
const MESSAGES = 8
const LONGEST = 2000

/** Above `from`, as `to` says. */
const higher = (from: string, to: string): boolean =>
  PRIORITIES.findIndex((one) => one === to) > PRIORITIES.findIndex((one) => one === from)

export function createTriage(
  { sql, clock, trace }: Pick<Kit, 'sql' | 'clock' | 'trace'>,
  rooms: { conversations: Conversations; asks: PersonAsks; rules: Pick<Rules, 'all'>; places: Places; apply: Apply },
): Triage {
  const { conversations, asks, rules, places, apply } = rooms
  // What has raised it once does not do so again: an agent who has lowered it since has judged those words.
  const counted = sql.prepare<Pick<ConversationRow, 'entry'> & { seq: number }>(
    `SELECT c.entry, max(coalesce(c.reopenedSeq, 0), coalesce((SELECT t.seq FROM Triage t WHERE t.conversationId = c.id
       AND t.priority <> t."before" ORDER BY t.id DESC LIMIT 1), 0)) AS seq FROM Conversation c WHERE c.id = ?`,
  )
  const spoke = sql.prepare<{ one: number }>(
    `SELECT 1 AS one FROM Message m JOIN Conversation c ON c.id = m.conversationId
     WHERE m.conversationId = ? AND m.seq > coalesce(c.reopenedSeq, 0) AND m.seq < c.lastSeq AND m.direction = 'in' LIMIT 1`,
  )
  const latest = sql.prepare<Pick<MessageRow, 'direction' | 'authorKind' | 'text'>>(
    `SELECT direction, authorKind, text FROM Message WHERE conversationId = ? AND seq > ? AND recalledAt IS NULL ORDER BY seq DESC LIMIT ${MESSAGES}`,
  )
  const keep = sql.prepare(
    `INSERT INTO Triage (conversationId, seq, at, "before", priority, category, score, reasons)
     VALUES (:conversationId, :seq, :at, :before, :priority, :category, :score, :reasons)`,
  )
  const kept = sql.prepare<Pick<TriageRow, 'seq' | 'at' | 'before' | 'priority' | 'category' | 'score' | 'reasons'>>(
    'SELECT seq, at, "before", priority, category, score, reasons FROM Triage WHERE conversationId = ? ORDER BY id DESC LIMIT 50',
  )

  /** The last message after the unanswered ones before it, one a line. */
  function unanswered(id: number, after: number): string {
    const rows = latest.all(id, after)
    const answer = rows.findIndex(({ direction, authorKind }) => direction === 'out' && authorKind !== 'system')
    return rows
      .slice(0, answer < 0 ? undefined : answer)
      .filter(({ direction }) => direction === 'in')
      .map(({ text }) => text.slice(0, LONGEST))
      .toReversed()
      .join('\n')
  }

  /** A rule that looks for no words has its say when the case begins: what an agent made of it since stands. */
  function rulesFor(beginning: boolean): readonly Rule[] {
    const all = rules.all()
    return beginning ? all : all.filter(({ match }) => match.words !== undefined)
  }

  function judge({ id, channelId, queueId, vip }: Conversation, beginning: boolean): Judged | undefined {
    try {
      const { entry = null, seq = 0 } = counted.get(id) ?? {}
      const open = places.isWorking(queueId)
      const arrival = { text: unanswered(id, seq), channel: channelId, open, vip: vip === 1, ...(entry !== null && { entry }) }
      return triage(arrival, rulesFor(beginning))
    } catch (error) {
      trace('error', 'triage.failed', { conversation: id, reason: error instanceof Error ? error.name : 'unknown' })
      return undefined
    }
  }

  function asksBy({ content }: Pick<NewMessage, 'content'>, judged: Judged | undefined): How | undefined {
    if (pressesPerson(content)) return 'press'
    if (personWordsIn(plainText(content)).word !== undefined) return content.some(({ type }) => type === 'press') ? 'press' : 'word'
    return judged?.wantsPerson ? 'meaning' : undefined
  }

  /** What a rule puts last goes last from the beginning; nothing that is said later lowers a priority. */
  const isAnother = ({ priority: before }: Conversation, { priority }: Judged, beginning: boolean): boolean =>
    higher(before, priority) || (beginning && before === 'normal' && priority === 'low')

  function follow(now: Conversation, judged: Judged, beginning: boolean): void {
    const { conversation, changed, reasons } = apply(now, judged)
    const { id, priority: before, lastSeq: seq } = conversation
    const another = isAnother(conversation, judged, beginning)
    if (!another && !changed) return
    const { category = null, score } = judged
    const priority = another ? judged.priority : before
    const told = another ? reasons : reasons.filter(({ code }) => code !== 'priority' && code !== 'urgent')
    keep.run({ conversationId: id, seq, at: clock.now(), before, priority, category, score, reasons: JSON.stringify(told) })
    if (another) conversations.prioritise(conversation, priority, 'system')
  }

  return {
    hear({ id }, by, said) {
      if (by !== 'contact') return said.author.kind === 'agent' ? asks.answered(id) : undefined
      // Read anew: what followed from the message before this may have moved it.
      const conversation = conversations.get(id)
      const beginning = rules.all().length > 0 && !spoke.get(id)
      const judged = judge(conversation, beginning)
      const how = asksBy(said, judged)
      const now = how ? asks.ask(conversation, how) : conversation
      if (judged) follow(now, judged, beginning)
    },
    try({ before, text, channel = '', entry, vip = false, open = places.isWorking(places.begins()) }) {
      const judged = triage({ text: [...before, text].join('\n'), channel, open, vip, ...(entry !== undefined && { entry }) }, rules.all())
      const queueId = judged.queue === undefined ? undefined : Number(judged.queue)
      const id = queueId !== undefined && places.isOpen(queueId) ? queueId : places.begins()
      return { ...judged, place: { id, name: places.nameOf(id) ?? '' } }
    },
    of(id) {
      conversations.get(id)
      return kept.all(id).map(({ reasons, ...rest }) => ({ ...rest, reasons: JSON.parse(reasons) as Reason[] }))
    },
  }
}
