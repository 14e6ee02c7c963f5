import type { Trace } from '../ports/ports.ts'
import type { Settings } from './settings.ts'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** One JSON line an event, where Workers Logs finds its fields. */
export function createWorkerTrace(level: Settings['logLevel']): Trace {
  const from = LEVELS.indexOf(level)
  return (at, event, data) => {
    if (LEVELS.indexOf(at) >= from) console[at](JSON.stringify({ level: at, event, ...data }))
  }
}
