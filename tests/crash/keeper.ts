import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'

type Child = ChildProcessByStdio<Writable, Readable, Readable>
const ROOT = join(import.meta.dirname, '../..')
/** Dozens of processes load the same code: it is compiled once. */
const COMPILED = join(ROOT, 'node_modules/.cache/crash')

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs a program of this project to its end. What it inherits is a search path and nothing else. */
export async function run(script: string, env: Record<string, string>, within = 20_000, args: string[] = []): Promise<Ended> {
  const child = launch(script, env, args)
  const timer = setTimeout(() => child.kill('SIGKILL'), within)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  clearTimeout(timer)
  return { code: child.exitCode, out, err }
}

export function launch(script: string, env: Record<string, string>, args: string[] = []): Child {
  const { PATH = '' } = process.env
  return spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { PATH, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

export interface Keeper {
  /** What it said when it was ready: where the hub is; null while it is dead. */
  readonly url: string | null
  start(): Promise<void>
  /** Without a word of warning. */
  kill(): Promise<void>
  /** As an operator does; its exit code. */
  stop(): Promise<number | null>
  /** What all of them said on standard error. */
  readonly complaints: string[]
}

/** Starts and kills hubs, or other programs, on one data folder. The next is always loaded already, so that dying and rising takes no time. */
export function createKeeper(env: Record<string, string>, script = 'tests/crash/hub-process.ts'): Keeper {
  const complaints: string[] = []
  const prepare = (): Child => {
    const child = launch(script, env)
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
    return child
  }
  let ready = prepare()
  let live: Child | undefined
  let url: string | null = null

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = live
    url = null
    live = undefined
    if (!child) return null
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
    return child.exitCode
  }

  return {
    complaints,
    get url() {
      return url
    },
    async start() {
      live = ready
      ready = prepare()
      const lines = createInterface(live.stdout)
      const said = Promise.race([
        once(lines, 'line'),
        once(live, 'exit').then(() => Promise.reject(new Error(`it ended: ${complaints.join('')}`))),
      ])
      live.stdin.write('go\n')
      const [line] = (await said) as [string]
      url = line
    },
    async kill() {
      await end('SIGKILL')
    },
    async stop() {
      ready.kill('SIGKILL')
      return end('SIGTERM')
    },
  }
}
