import type { MessageRow, TriageRow } from '../../../prisma/rows.ts'
import { plainText } from '../../model/content.ts'
import { PRIORITIES } from '../../model/states.ts'
import { personWordsIn, pressesPerson } from '../../model/triage/person.ts'
import { type Reason, type Triage as Judged, triage } from '../../model/triage/triage.ts'
import type { SaidEffect } from '../conversations/effects.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'
import type { Kit } from '../kit.ts'
import type { NewMessage } from '../timeline/messages.ts'
import type { How, PersonAsks } from './person.ts'

/** One time that a conversation was made more urgent by what its customer said. */
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
  /** Why it was raised, the latest first. Throws when there is no such conversation. */
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
  { conversations, asks }: { conversations: Conversations; asks: PersonAsks },
): Triage {
  // What has raised it once does not do so again: an agent who has lowered it since has judged those words.
  const counted = sql.prepare<{ seq: number }>(
    `SELECT max(coalesce(c.reopenedSeq, 0), coalesce((SELECT t.seq FROM Triage t WHERE t.conversationId = c.id ORDER BY t.id DESC LIMIT 1), 0)) AS seq
     FROM Conversation c WHERE c.id = ?`,
  )
  const latest = sql.prepare<Pick<MessageRow, 'direction' | 'authorKind' | 'text'>>(
    `SELECT direction, authorKind, text FROM Message WHERE conversationId = ? AND seq > ? AND recalledAt IS NULL ORDER BY seq DESC LIMIT ${MESSAGES}`,
  )
  const keep = sql.prepare(
    `INSERT INTO Triage (conversationId, seq, at, "before", priority, category, score, reasons)
     VALUES (:conversationId, :seq, :at, :before, :priority, :category, :score, :reasons)`,
  )
  const kept = sql.prepare<Omit<Raise, 'reasons'> & { reasons: string }>(
    'SELECT seq, at, "before", priority, category, score, reasons FROM Triage WHERE conversationId = ? ORDER BY id DESC LIMIT 50',
  )

  /** The last message after the unanswered ones before it, one a line. */
  function unanswered(id: number): string {
    const rows = latest.all(id, counted.get(id)?.seq ?? 0)
    const answer = rows.findIndex(({ direction, authorKind }) => direction === 'out' && authorKind !== 'system')
    return rows
      .slice(0, answer < 0 ? undefined : answer)
      .filter(({ direction }) => direction === 'in')
      .map(({ text }) => text.slice(0, LONGEST))
      .toReversed()
      .join('\n')
  }

  function judge(id: number, text: string, channel: string, vip: boolean): Judged | undefined {
    try {
      return triage({ text, channel, open: true, vip }, [])
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

  function raise(conversation: Conversation, judged: Judged): void {
    const { id, priority: before, lastSeq: seq } = conversation
    if (!higher(before, judged.priority)) return
    const { priority, category = null, score, reasons } = judged
    keep.run({ conversationId: id, seq, at: clock.now(), before, priority, category, score, reasons: JSON.stringify(reasons) })
    conversations.prioritise(conversation, priority, 'system')
  }

  return {
    hear({ id }, by, said) {
      if (by !== 'contact') return said.author.kind === 'agent' ? asks.answered(id) : undefined
      // Read anew: what followed from the message before this may have moved it.
      const conversation = conversations.get(id)
      const judged = judge(id, unanswered(id), conversation.channelId, conversation.vip === 1)
      const how = asksBy(said, judged)
      const now = how ? asks.ask(conversation, how) : conversation
      if (judged) raise(now, judged)
    },
    of(id) {
      conversations.get(id)
      return kept.all(id).map(({ reasons, ...rest }) => ({ ...rest, reasons: JSON.parse(reasons) as Reason[] }))
    },
  }
}
