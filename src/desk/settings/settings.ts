import type { SettingRow } from '../../../prisma/rows.ts'
import type { Json } from '../../model/events.ts'
import type { Kit } from '../kit.ts'

/** What the hub keeps about itself, by name. Writes stand inside a transaction. */
export interface Settings {
  get(key: string): Json | undefined
  put(key: string, value: Json): void
  /** Does nothing where the name is taken. */
  putOnce(key: string, value: Json): void
  drop(key: string): void
}

export function createSettings({ sql }: Pick<Kit, 'sql'>): Settings {
  const select = sql.prepare<Pick<SettingRow, 'value'>>('SELECT value FROM Setting WHERE key = ?')
  const put = sql.prepare('INSERT INTO Setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  const putOnce = sql.prepare('INSERT INTO Setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING')
  const drop = sql.prepare('DELETE FROM Setting WHERE key = ?')
  return {
    get(key) {
      const row = select.get(key)
      return row && (JSON.parse(row.value) as Json)
    },
    put: (key, value) => void put.run(key, JSON.stringify(value)),
    putOnce: (key, value) => void putOnce.run(key, JSON.stringify(value)),
    drop: (key) => void drop.run(key),
  }
}
