import type { ChannelRow, SkillRow, TriageRuleRow } from '../../../prisma/rows.ts'
import type { Effect, Match, Rule } from '../../model/triage/rules.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { MAX_PHRASES, MAX_RULES } from '../web/forms.ts'
import type { Acting } from '../web/roles.ts'
import type { Places } from './places.ts'

export interface KeptRule extends Rule {
  id: number
}

/** What an admin sets; what is absent stays. */
export type RuleChange = { [K in keyof Rule]?: Rule[K] | undefined }

/**
 * The rules of triage, in the order in which they are asked. Commands are one transaction each, logged. Throw `not-found` for a rule, and for a queue, channel
 * or skill that a rule names; `rule-name-taken`, `too-many-rules`, `too-many-phrases`.
 */
export interface Rules {
  /** Remembered: they are read with every message. */
  all(): readonly KeptRule[]
  get(id: number): KeptRule
  /** Stands last. */
  create(by: Acting, rule: Rule): Promise<KeptRule>
  change(by: Acting, id: number, change: RuleChange): Promise<KeptRule>
  remove(by: Acting, id: number): Promise<void>
  /** In this order, with all of them named; throws `other-rules` when these are not all. */
  order(by: Acting, ids: readonly number[]): Promise<void>
}

const phrasesOf = ({ match: { words } }: Pick<Rule, 'match'>): number =>
  [words?.any, words?.all, words?.none].reduce((sum, some) => sum + (some?.length ?? 0), 0)

export function createRules(
  { sql, commit, remembered }: Pick<Kit, 'sql' | 'commit' | 'remembered'>,
  { log, places }: { log: LogRoom; places: Places },
): Rules {
  const all = sql.prepare<Pick<TriageRuleRow, 'id' | 'name' | 'enabled' | 'match' | 'effect'>>(
    'SELECT id, name, enabled, "match", effect FROM TriageRule ORDER BY position, id',
  )
  const insert = sql.prepare(
    `INSERT INTO TriageRule (name, position, enabled, "match", effect)
     VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM TriageRule), ?, ?, ?)`,
  )
  const update = sql.prepare('UPDATE TriageRule SET name = ?, enabled = ?, "match" = ?, effect = ? WHERE id = ?')
  const remove = sql.prepare('DELETE FROM TriageRule WHERE id = ?')
  const move = sql.prepare('UPDATE TriageRule SET position = ? WHERE id = ?')
  const skill = sql.prepare<Pick<SkillRow, 'id'>>('SELECT id FROM Skill WHERE name = ?')
  const channel = sql.prepare<Pick<ChannelRow, 'id'>>('SELECT id FROM Channel WHERE id = ? AND deletedAt IS NULL')

  const known = remembered.of<'all', readonly KeptRule[]>()
  const read = (): KeptRule[] =>
    all.all().map(({ enabled, match, effect, ...rest }) => ({
      ...rest,
      enabled: enabled === 1,
      match: JSON.parse(match) as Match,
      effect: JSON.parse(effect) as Effect,
    }))
  const now = (): readonly KeptRule[] => known.get('all') ?? known.keep('all', read())

  function get(id: number): KeptRule {
    const rule = now().find((one) => one.id === id)
    if (!rule) throw notFound('rule')
    return rule
  }
  function demandSound({ name, match, effect }: Rule, id?: number): void {
    if (now().some((one) => one.name === name && one.id !== id))
      throw new DeskError('rule-name-taken', 409, 'There is a rule of this name already.')
    const others = now().filter((one) => one.id !== id)
    if ([...others, { match }].reduce((sum, one) => sum + phrasesOf(one), 0) > MAX_PHRASES)
      throw new DeskError('too-many-phrases', 409, `All rules together look for at most ${MAX_PHRASES} phrases.`, { limit: MAX_PHRASES })
    if (effect.queue !== undefined && !places.isOpen(Number(effect.queue))) throw notFound('queue')
    if (effect.skills?.some((one) => !skill.get(one.skill))) throw notFound('skill')
    if (match.channels?.some((one) => !channel.get(one))) throw notFound('channel')
  }
  function changed(by: Acting, data: { [key: string]: number | string[] | number[] }): void {
    known.drop('all')
    log.append({ type: 'rule.updated', actor: `agent:${by.id}`, data })
  }

  return {
    all: now,
    get,
    create: (by, rule) =>
      commit(() => {
        if (now().length >= MAX_RULES)
          throw new DeskError('too-many-rules', 409, `There are ${MAX_RULES} rules already.`, { limit: MAX_RULES })
        demandSound(rule)
        const id = insert.insert(rule.name, rule.enabled ? 1 : 0, JSON.stringify(rule.match), JSON.stringify(rule.effect))
        changed(by, { rule: id, changed: ['created'] })
        return get(id)
      }),
    change: (by, id, { name, enabled, match, effect }) =>
      commit(() => {
        const before = get(id)
        const after: Rule = {
          name: name ?? before.name,
          enabled: enabled ?? before.enabled,
          match: match ?? before.match,
          effect: effect ?? before.effect,
        }
        // Switching is always allowed, also where what it names is gone.
        if (name !== undefined || match || effect) demandSound(after, id)
        update.run(after.name, after.enabled ? 1 : 0, JSON.stringify(after.match), JSON.stringify(after.effect), id)
        const what = Object.entries({ name, enabled, match, effect }).flatMap(([key, value]) => (value === undefined ? [] : [key]))
        changed(by, { rule: id, changed: what })
        return get(id)
      }),
    remove: (by, id) =>
      commit(() => {
        get(id)
        remove.run(id)
        changed(by, { rule: id, changed: ['deleted'] })
      }),
    order: (by, ids) =>
      commit(() => {
        const there = now()
        if (ids.length !== there.length || new Set(ids).size !== ids.length || there.some(({ id }) => !ids.includes(id)))
          throw new DeskError('other-rules', 409, 'Somebody has added or deleted a rule meanwhile: look at them again.')
        for (const [position, id] of ids.entries()) move.run(position + 1, id)
        changed(by, { order: [...ids] })
      }),
  }
}
