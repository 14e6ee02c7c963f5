import type { CommandId } from './commands.ts'
import { COMMANDS } from './commands.ts'
import { APPLE } from './platform.ts'

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** A key as the table of commands writes it; null for what belongs to browser or system. */
export function strokeOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed, apple = APPLE): string | null {
  const mod = apple ? metaKey : ctrlKey
  if (altKey || (apple ? ctrlKey : metaKey)) return null
  // Where the keyboard writes another script, the key's place says which one it is.
  const name = key.length > 1 ? key : key > '~' ? code.replace(/^Key/, '').toLowerCase() : key.toLowerCase()
  // What needs Shift to be written at all, as "?", is named by itself.
  const shift = shiftKey && (name.length > 1 || /[a-z]/.test(name))
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`
}

const BY_KEYS = new Map(
  (Object.entries(COMMANDS) as [CommandId, { keys?: string }][]).flatMap(([id, { keys }]) => (keys ? [[keys, id] as const] : [])),
)
const BEGINNINGS = new Set([...BY_KEYS.keys()].flatMap((keys) => (keys.includes(' ') ? [keys.split(' ', 1)[0]] : [])))

/** How long the second of two keys may take, in ms. */
const TOGETHER = 1500

/** Makes commands of strokes, also of two in a row. `at` in ms. */
export function createKeyReader(): (stroke: string, at: number) => CommandId | undefined {
  let first: { stroke: string; at: number } | null = null
  return (stroke, at) => {
    const both = first && at - first.at <= TOGETHER ? BY_KEYS.get(`${first.stroke} ${stroke}`) : undefined
    first = both === undefined && BEGINNINGS.has(stroke) ? { stroke, at } : null
    return both ?? BY_KEYS.get(stroke)
  }
}
