import { chmodSync, rmSync } from 'node:fs'
import { type Server, type Socket, createServer } from 'node:net'
import { join } from 'node:path'
import type { Trace } from '../../ports/ports.ts'

/** Beside the database, for whoever may read it: a connection means that a copy is being made. */
export const SOCKET = 'backup.sock'
/** Whoever copies waits for the first word before it begins, says the second when it has all, and knows by the third that it is whole. */
export const WORDS = { held: 'held\n', done: 'done\n', whole: 'whole\n' } as const

/** A copy that takes longer is given up: until its end the log of writes only grows. */
const LONGEST_MS = 60 * 60_000

export interface Holding {
  /** Copies under way are not whole. */
  close(): void
}

/**
 * Lets another process copy the database's file while this one uses it: `hold` keeps the file as it is for as long as somebody is
 * connected. Where there can be no socket (a long path, Windows) copies are made while the hub is stopped.
 */
export async function openHolding(dataDir: string, hold: () => () => void, trace: Trace): Promise<Holding> {
  const path = join(dataDir, SOCKET)
  const guests = new Set<Socket>()
  const server = createServer((socket) => {
    guests.add(socket)
    const release = hold()
    const late = setTimeout(() => socket.destroy(), LONGEST_MS)
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(late)
      guests.delete(socket)
      release()
    })
    socket.once('data', () => socket.end(WORDS.whole))
    socket.write(WORDS.held)
  })
  try {
    // The database is ours: whoever left a socket here is gone.
    rmSync(path, { force: true })
    await listening(server, path)
    chmodSync(path, 0o600)
  } catch (error) {
    trace('warn', 'backup.unreachable', { error: String(error) })
  }
  return {
    close() {
      server.close()
      for (const guest of guests) guest.destroy()
    },
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}
