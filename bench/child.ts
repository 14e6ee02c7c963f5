import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Usage } from './round.ts'

/** A server in a process of its own: `send` asks it something, it answers once. */
export interface Child<Ready> {
  ready: Ready
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** Starts `bench/<name>.ts`, which says `{ ready }` when it listens and answers `usage`. */
export async function start<Ready>(name: string, args: string[]): Promise<Child<Ready>> {
  const child = fork(join(import.meta.dirname, `${name}.ts`), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T))
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
    })
  const { ready } = await answer<{ ready: Ready }>()
  return {
    ready,
    usage() {
      child.send('usage')
      return answer<Usage>()
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The child's side. */
export function serveChild(ready: unknown, rows: () => number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicros: user + system, rows: rows() } satisfies Usage)
  })
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(1))
  process.send?.({ ready })
}
