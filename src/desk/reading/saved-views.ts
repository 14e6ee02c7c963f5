import type { SavedViewRow } from '../../../prisma/rows.ts'
import type { Definition } from '../../model/view.ts'
import type { Columns } from '../../ports/sql.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { allow, keepsView } from '../web/rights.ts'
import type { Acting } from '../web/roles.ts'

/** A list with a name: one's own, or everybody's. */
export interface SavedView {
  id: number
  name: string
  shared: boolean
  definition: Definition
}

/** Views that were saved. Throws `not-found`, also of somebody else's, `forbidden` of everybody's, and `too-many-views`. */
export interface SavedViews {
  /** Everybody's, then one's own. */
  of(agentId: string): SavedView[]
  add(by: Acting, view: Omit<SavedView, 'id'>): Promise<SavedView>
  change(by: Acting, id: number, change: { name?: string | undefined; definition?: Definition | undefined }): Promise<SavedView>
  remove(by: Acting, id: number): Promise<void>
}

/** So many are everybody's, and so many each agent's own. */
const MOST = { shared: 50, own: 30 }
const COLUMNS = 'id, agentId, name, definition'
type Row = Columns<SavedViewRow, typeof COLUMNS>

const viewOf = ({ id, agentId, name, definition }: Row): SavedView => ({
  id,
  name,
  shared: agentId === null,
  definition: JSON.parse(definition) as Definition,
})

export function createSavedViews({ sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>, { log }: { log: LogRoom }): SavedViews {
  const all = sql.prepare<Row>(`SELECT ${COLUMNS} FROM SavedView WHERE agentId IS ?1 ORDER BY id`)
  const one = sql.prepare<Row>(`SELECT ${COLUMNS} FROM SavedView WHERE id = ?`)
  const insert = sql.prepare<Row>(`INSERT INTO SavedView (agentId, name, definition, createdAt) VALUES (?, ?, ?, ?) RETURNING ${COLUMNS}`)
  const update = sql.prepare('UPDATE SavedView SET name = ?, definition = ? WHERE id = ?')
  const remove = sql.prepare('DELETE FROM SavedView WHERE id = ?')

  /** Somebody else's own is nothing to others. */
  function kept(by: Acting, id: number): Row {
    const row = one.get(id)
    if (!row || (row.agentId !== null && row.agentId !== by.id)) throw notFound('view')
    allow(keepsView(by, row.agentId))
    return row
  }
  const told = (by: Acting, id: number): void => log.append({ type: 'view.updated', actor: `agent:${by.id}`, data: { viewId: id } })

  return {
    of: (agentId) => [...all.all(null), ...all.all(agentId)].map(viewOf),
    add: (by, { name, shared, definition }) =>
      commit(() => {
        const whose = shared ? null : by.id
        allow(keepsView(by, whose))
        if (all.all(whose).length >= (shared ? MOST.shared : MOST.own))
          throw new DeskError('too-many-views', 409, 'There are as many saved views as there may be.')
        const row = insert.get(whose, name, JSON.stringify(definition), clock.now())
        if (!row) throw notFound('view')
        told(by, row.id)
        return viewOf(row)
      }),
    change: (by, id, change) =>
      commit(() => {
        const row = kept(by, id)
        const next = { ...row, name: change.name ?? row.name, definition: JSON.stringify(change.definition ?? JSON.parse(row.definition)) }
        update.run(next.name, next.definition, id)
        told(by, id)
        return viewOf(next)
      }),
    remove: (by, id) =>
      commit(() => {
        remove.run(kept(by, id).id)
        told(by, id)
      }),
  }
}
