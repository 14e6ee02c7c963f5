import type { Trace } from '../ports/ports.ts'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** One JSON line an event, on standard error, so that standard output stays for people. */
export function createTrace(level: (typeof LEVELS)[number], write: (line: string) => void = (line) => process.stderr.write(line)): Trace {
  const from = LEVELS.indexOf(level)
  return (at, event, data) => {
    if (LEVELS.indexOf(at) >= from) write(`${JSON.stringify({ at: new Date().toISOString(), level: at, event, ...data })}\n`)
  }
}
