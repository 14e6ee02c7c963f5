import type { Door } from '../ports/door.ts'
import { SqlFault } from '../ports/sql.ts'
import type { CloudflareDatabase } from './sql.ts'

/** While commits are held it takes in nothing: platforms do not wait for long, and the queue in front has room for what they bring. */
export function heldDoor(door: Door, sql: CloudflareDatabase): Door {
  const free = async <T>(work: () => Promise<T>): Promise<T> => {
    if (sql.held) throw new SqlFault('busy', 'an export is under way')
    return work()
  }
  return {
    ...door,
    receive: (delivery) => free(() => door.receive(delivery)),
    heard: (channelId) => free(() => door.heard(channelId)),
  }
}
