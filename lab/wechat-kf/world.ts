import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import type { KfAccount } from './account.ts'
import type { EventCode } from './codes.ts'
import type { Corp } from './corp.ts'
import { MediaStore } from './media.ts'
import { defaults, type Options } from './options.ts'
import type { Session } from './session.ts'

/** Somebody with WeChat. Each corp knows them by an `external_userid` of its own. */
export interface Person {
  id: number
  name: string
  phone: string
  unionid: string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Everybody and everything on the emulated platform. */
export class World {
  readonly corps = new Map<string, Corp>()
  readonly people = new Map<number, Person>()
  /** What `add_contact_way` gave out, by `enc_scene`. */
  readonly links = new Map<string, { account: KfAccount; scene: string }>()
  readonly codes = new Map<string, EventCode>()
  readonly media = new MediaStore(this)
  readonly kit: Kit
  readonly faults: FaultSwitches
  options: Options
  readonly #listeners = new Map<Session, Set<() => void>>()
  #serial = 0

  constructor(kit: Kit, faults: FaultSwitches, options: Partial<Options>) {
    this.kit = kit
    this.faults = faults
    this.options = { ...defaults, ...options }
  }

  now(): number {
    return this.kit.clock.now()
  }

  /** WeCom's times are whole seconds. */
  date(): number {
    return Math.floor(this.now() / 1000)
  }

  serial(): number {
    return ++this.#serial
  }

  /** Letters and digits, so many in all; the same in a run with the same random numbers, and never twice. */
  id(prefix: string, length: number): string {
    const end = this.serial().toString(36).padStart(5, '0')
    return prefix + this.chars(length - prefix.length - end.length) + end
  }

  chars(count: number, from = alphabet): string {
    return Array.from({ length: count }, () => from.charAt(Math.floor(this.kit.random() * from.length))).join('')
  }

  addPerson(name: string): Person {
    const id = 1000 + this.serial()
    const person = { id, name, phone: `wechat-kf:${id}`, unionid: this.id('o', 28) }
    this.people.set(id, person)
    this.kit.changed(person.phone)
    return person
  }

  /** Every account that is not deleted. */
  accounts(): KfAccount[] {
    return [...this.corps.values()].flatMap((corp) => [...corp.accounts.values()])
  }

  onChange(session: Session, listener: () => void): () => void {
    const listeners = this.#listeners.get(session) ?? new Set()
    this.#listeners.set(session, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  /** Tells the phone, and whoever waits for something on it. */
  changed(session: Session): void {
    this.kit.changed(session.person.phone)
    for (const listener of this.#listeners.get(session) ?? []) listener()
  }
}
