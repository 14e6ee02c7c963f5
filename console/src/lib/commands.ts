import type { LucideIcon } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { MOD_LABEL } from './platform.ts'
import { createStore, useStore } from './store.ts'

/** Where help and palette show it. */
export type CommandGroup = 'anywhere' | 'list' | 'conversation' | 'me'

/**
 * Everything that a key, a menu or the palette does, with its keys: `e`, `Shift+e`, `Mod+k` (Ctrl, on Apple Cmd), `g m` (one after the other).
 * Its title stands in the catalogues under its id.
 */
export const COMMANDS = {
  palette: { group: 'anywhere', keys: 'Mod+k' },
  help: { group: 'anywhere', keys: '?' },
  undo: { group: 'anywhere', keys: 'Mod+z' },
  save: { group: 'anywhere', keys: 'Mod+s' },
  goMine: { group: 'anywhere', keys: 'g m' },
  goWaiting: { group: 'anywhere', keys: 'g w' },
  goUrgent: { group: 'anywhere', keys: 'g u' },
  goOpen: { group: 'anywhere', keys: 'g o' },
  goSnoozed: { group: 'anywhere', keys: 'g s' },
  goResolved: { group: 'anywhere', keys: 'g r' },
  acceptOffer: { group: 'anywhere', keys: 'y' },
  declineOffer: { group: 'anywhere', keys: 'Shift+y' },
  takeNext: { group: 'list', keys: 'Shift+n' },
  next: { group: 'list', keys: 'j' },
  previous: { group: 'list', keys: 'k' },
  search: { group: 'list', keys: '/' },
  select: { group: 'list', keys: 'x' },
  selectNext: { group: 'list', keys: 'Shift+j' },
  selectPrevious: { group: 'list', keys: 'Shift+k' },
  selectAll: { group: 'list', keys: 'Shift+x' },
  close: { group: 'list', keys: 'Escape' },
  claim: { group: 'conversation', keys: 'c' },
  reply: { group: 'conversation', keys: 'r' },
  note: { group: 'conversation', keys: 'n' },
  resolve: { group: 'conversation', keys: 'e' },
  reopen: { group: 'conversation', keys: 'Shift+e' },
  snooze: { group: 'conversation', keys: 'z' },
  assign: { group: 'conversation', keys: 'a' },
  assignMe: { group: 'conversation', keys: 'Shift+a' },
  transfer: { group: 'conversation', keys: 'q' },
  priority: { group: 'conversation', keys: 'p' },
  urgent: { group: 'conversation', keys: 'Shift+u' },
  release: { group: 'conversation', keys: 'Shift+r' },
  details: { group: 'conversation', keys: 'i' },
  why: { group: 'conversation', keys: 'w' },
  available: { group: 'me' },
  busy: { group: 'me' },
  away: { group: 'me' },
  light: { group: 'me' },
  dark: { group: 'me' },
  system: { group: 'me' },
  english: { group: 'me' },
  chinese: { group: 'me' },
  signOut: { group: 'me' },
} as const satisfies Record<string, { group: CommandGroup; keys?: string }>

export type CommandId = keyof typeof COMMANDS

interface Doable {
  icon?: LucideIcon
  /** Absent: it can be done. */
  when?: boolean
  run: () => void
}

/** What the table names, where it can be done now. */
export interface NamedCommand extends Doable {
  id: CommandId
  title?: undefined
}

/** A page to go to has its own title. */
export interface PageCommand extends Doable {
  id: `page:${string}`
  title: string
}

export type Command = NamedCommand | PageCommand

export const groupOf = (id: Command['id']): CommandGroup => (id in COMMANDS ? COMMANDS[id as CommandId].group : 'anywhere')

const NAMES: Record<string, string> = { Escape: 'Esc', Mod: MOD_LABEL }
const nameOf = (key: string): string => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)
const rowOf = (id: Command['id']): string => (COMMANDS as Record<string, { keys?: string }>)[id]?.keys ?? ''

/** The keys of a command as they are written on them, in the order in which they are pressed; none where it has none. */
export const keysOf = (id: Command['id']): string[] => rowOf(id).split(/[ +]/).filter(Boolean).map(nameOf)

/** The same in one word, as tooltips and screen readers say it; empty where it has none. */
export const keyLabel = (id: Command['id']): string => rowOf(id).replaceAll(/[^ +]+/g, nameOf)

const offers = createStore<readonly Command[]>([])

/** The latest comer for an id has it. */
export const commandOf = (id: CommandId): Command | undefined => offers.get().findLast((command) => command.id === id)

/** What is offered on the page at this moment, each once. */
export function useOffers(): readonly Command[] {
  const all = useStore(offers, (now) => now)
  return all.filter(({ id }, index) => !all.slice(index + 1).some((later) => later.id === id))
}

/**
 * Offers what can be done here, for as long as the component is there: from before it is seen on, so that no key is lost, nor meant for
 * what stood there a moment ago.
 */
export function useOffer(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useLayoutEffect(() => {
    latest.current = commands
  })
  const now = commands.filter(({ when }) => when !== false)
  const names = now.map(({ id, title }) => `${id} ${title ?? ''}`).join()
  useLayoutEffect(() => {
    const mine = now.map((command): Command => ({ ...command, run: () => latest.current.find(({ id }) => id === command.id)?.run() }))
    offers.set([...offers.get(), ...mine])
    return () => offers.set(offers.get().filter((one) => !mine.includes(one)))
  }, [names])
}
