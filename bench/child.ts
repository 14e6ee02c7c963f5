import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** Whether server and generator can have a processor each, which they then keep. */
export const PINNED = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** Processors by what runs on them. */
export const CORE = { server: 0, generator: 1 } as const

/** Keeps a process that runs already, with all its threads, on one processor. */
export function pin(pid: number, core: number): void {
  if (PINNED) spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)])
}

/** A program of this folder in a process of its own. It answers one question at a time. */
export interface Child<Ready> {
  ready: Ready
  ask<Answer>(what: string, argument?: unknown): Promise<Answer>
  stop(): Promise<void>
}

/** Starts `bench/<name>.ts`, which calls `serveChild` when it is ready. */
export async function start<Ready>(name: string, core: number, args: string[] = []): Promise<Child<Ready>> {
  const command = [process.execPath, join(import.meta.dirname, `${name}.ts`), ...args]
  const [program = '', ...rest] = PINNED ? ['taskset', '-c', String(core), ...command] : command
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`${name} ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.removeListener('exit', ended)
        resolve(message as T)
      })
    })
  const { ready } = await answer<{ ready: Ready }>()
  return {
    ready,
    ask(what, argument = null) {
      child.send({ what, argument })
      return answer()
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The child's side. */
export function serveChild(ready: unknown, answers: Record<string, (argument: never) => unknown>): void {
  process.on('message', ({ what, argument }: { what: string; argument: never }) => {
    void Promise.resolve(answers[what]?.(argument)).then((answer) => process.send?.(answer ?? null))
  })
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(1))
  process.send?.({ ready })
}
