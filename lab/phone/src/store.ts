import { useSyncExternalStore } from 'react'
import type { Faults } from '../../faults.ts'
import type { Entry } from '../../journal.ts'
import type { Phone } from '../../screen.ts'

export interface EmulatorState {
  kind: string
  label: { en: string; zh: string }
  hosts: string[]
  accounts: { id: string; name: string }[]
  faults: Faults
}

export interface State {
  connected: boolean
  emulators: EmulatorState[]
  phones: Phone[]
  journal: Entry[]
}

const keptEntries = 300

let state: State = { connected: false, emulators: [], phones: [], journal: [] }
const listeners = new Set<() => void>()

function set(patch: Partial<State>): void {
  state = { ...state, ...patch }
  for (const listener of listeners) listener()
}

/** What the lab shows, as of now. */
export const useLab = (): State =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => state,
  )

export async function refresh(): Promise<void> {
  const [world, journal] = await Promise.all([
    fetch('/lab/state').then((response) => response.json() as Promise<Pick<State, 'emulators' | 'phones'>>),
    fetch('/lab/journal').then((response) => response.json() as Promise<{ items: Entry[] }>),
  ])
  set({ ...world, journal: journal.items.slice(-keptEntries), connected: true })
}

/** Follows the lab; after a break everything is read anew. */
export function connect(): void {
  const events = new EventSource('/lab/events')
  events.addEventListener('hello', () => void refresh())
  events.addEventListener('error', () => set({ connected: false }))
  events.addEventListener('phones', (event: MessageEvent<string>) => {
    const changed = JSON.parse(event.data) as Phone[]
    const known = new Map(state.phones.map((phone) => [phone.id, phone]))
    for (const phone of changed) known.set(phone.id, phone)
    set({ phones: [...known.values()] })
  })
  events.addEventListener('faults', (event: MessageEvent<string>) => {
    const { kind, faults } = JSON.parse(event.data) as { kind: string; faults: Faults }
    set({ emulators: state.emulators.map((one) => (one.kind === kind ? { ...one, faults } : one)) })
  })
  events.addEventListener('journal', (event: MessageEvent<string>) => {
    const entry = JSON.parse(event.data) as Entry
    set({ journal: [...state.journal.slice(1 - keptEntries), entry] })
    // A bot that has not been seen before gives every phone a new chat.
    const accounts = new Set(state.emulators.flatMap((one) => one.accounts.map((account) => account.name)))
    if (entry.what === 'getMe' || accounts.size === 0) void refresh()
  })
}
