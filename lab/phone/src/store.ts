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

/** What a phone says about what its holder just did. */
export interface Note {
  text: string
  bad: boolean
}

export interface State {
  connected: boolean
  emulators: EmulatorState[]
  phones: Phone[]
  journal: Entry[]
  /** Per phone: the chat that is open; null: the list. */
  open: Readonly<Record<string, string | null>>
  notes: Readonly<Record<string, Note>>
  /** The phone somebody was just given. */
  added: string | undefined
  /** Credentials of accounts made on this page, by kind and id. */
  made: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const keptEntries = 300

let state: State = { connected: false, emulators: [], phones: [], journal: [], open: {}, notes: {}, added: undefined, made: {} }
const listeners = new Set<() => void>()

export function update(change: (now: State) => Partial<State>): void {
  state = { ...state, ...change(state) }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** A part of what the lab shows, as of now. `select` gives something that is there already, never something new. */
export const useLab = <T>(select: (state: State) => T): T => useSyncExternalStore(subscribe, () => select(state))

export const openChat = (phone: string, chat: string | null): void => update(({ open }) => ({ open: { ...open, [phone]: chat } }))

export function note(phone: string, said: Note | undefined): void {
  update(({ notes }) => {
    const { [phone]: _, ...others } = notes
    return { notes: said === undefined ? others : { ...others, [phone]: said } }
  })
}

/** Takes a note away, unless another has taken its place. */
export function forget(phone: string, said: Note): void {
  if (state.notes[phone] === said) note(phone, undefined)
}

/** Phones keep their places; one whose chat has just begun with something of its own opens it. */
function merged(now: State, changed: Phone[]): Pick<State, 'phones' | 'open'> {
  const phones = new Map(now.phones.map((phone) => [phone.id, phone]))
  const open: Record<string, string | null> = {}
  for (const phone of changed) {
    const old = phones.get(phone.id)
    const known = new Set(old?.chats.map((chat) => chat.id))
    const begun = old && phone.chats.find((chat) => !known.has(chat.id) && chat.bubbles.at(-1)?.mine === true)
    if (begun !== undefined) open[phone.id] = begun.id
    phones.set(phone.id, phone)
  }
  return { phones: [...phones.values()], open: { ...now.open, ...open } }
}

/** Reads everything anew. What changed while it was being read stays as it is. */
export async function refresh(): Promise<void> {
  const before = new Set(state.phones)
  const [world, journal] = await Promise.all([
    fetch('/lab/state').then((response) => response.json() as Promise<Pick<State, 'emulators' | 'phones'>>),
    fetch('/lab/journal').then((response) => response.json() as Promise<{ items: Entry[] }>),
  ])
  update((now) => {
    const newer = new Map(now.phones.filter((phone) => !before.has(phone)).map((phone) => [phone.id, phone]))
    const there = new Set([...world.phones.map((phone) => phone.id), ...newer.keys()])
    const kept = { ...now, phones: now.phones.filter((phone) => there.has(phone.id)) }
    const last = journal.items.at(-1)?.n ?? 0
    return {
      emulators: world.emulators,
      ...merged(
        kept,
        world.phones.filter((phone) => !newer.has(phone.id)),
      ),
      journal: [...journal.items, ...now.journal.filter((entry) => entry.n > last)].slice(-keptEntries),
      connected: true,
    }
  })
}

/** Follows the lab; after a break everything is read anew. */
export function connect(): void {
  const events = new EventSource('/lab/events')
  const seen = new Set<string>()
  events.addEventListener('hello', () => void refresh())
  events.addEventListener('error', () => update(() => ({ connected: false })))
  events.addEventListener('phones', (event: MessageEvent<string>) => update((now) => merged(now, JSON.parse(event.data) as Phone[])))
  events.addEventListener('faults', (event: MessageEvent<string>) => {
    const { kind, faults } = JSON.parse(event.data) as { kind: string; faults: Faults }
    update(({ emulators }) => ({ emulators: emulators.map((one) => (one.kind === kind ? { ...one, faults } : one)) }))
  })
  events.addEventListener('journal', (event: MessageEvent<string>) => {
    const entry = JSON.parse(event.data) as Entry
    update(({ journal }) => ({ journal: [...journal.slice(1 - keptEntries), entry] }))
    // An account that has not been seen before may be a new chat on every phone.
    const account = `${entry.platform} ${entry.account ?? entry.what}`
    if (!seen.has(account)) void refresh()
    seen.add(account)
  })
}
