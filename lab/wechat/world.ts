import type { Kit } from '../emulator.ts'
import type { FaultSwitches } from '../faults.ts'
import type { Account } from './account.ts'
import { Files } from './files.ts'
import { usualOptions, type Options } from './options.ts'

export interface Person {
  id: number
  name: string
  phone: string
  /** The same for every account of one open platform, where the OpenID differs. */
  unionid: string
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Everybody and everything on the emulated platform. */
export class World {
  readonly accounts = new Map<string, Account>()
  readonly people = new Map<number, Person>()
  readonly files = new Files()
  readonly kit: Kit
  readonly faults: FaultSwitches
  options: Options
  #serial = 0

  constructor(kit: Kit, faults: FaultSwitches, options: Partial<Options>) {
    this.kit = kit
    this.faults = faults
    this.options = { ...usualOptions, ...options }
  }

  now(): number {
    return this.kit.clock.now()
  }

  /** WeChat's times are whole seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  serial(): number {
    return ++this.#serial
  }

  /** Random characters; the same in a run with the same random numbers. */
  random(length: number, alphabet = letters): string {
    return Array.from({ length }, () => alphabet[Math.floor(this.kit.random() * alphabet.length)]).join('')
  }

  hex(length: number): string {
    return this.random(length, '0123456789abcdef')
  }

  digits(length: number): string {
    return this.random(1, '123456789') + this.random(length - 1, '0123456789')
  }

  /** Unique, even where the random numbers are always the same. */
  key(length: number): string {
    const serial = this.serial().toString(36)
    return this.random(length - serial.length) + serial
  }

  /** A MsgId, larger than a JavaScript number holds. */
  messageId(): string {
    return String(23_596_798_643_891_287n + BigInt(this.serial()) * 65_537n)
  }

  addPerson(name: string): Person {
    const id = this.serial()
    const person = { id, name, phone: `wechat:${id}`, unionid: `oU${this.key(26)}` }
    this.people.set(id, person)
    this.kit.changed(person.phone)
    return person
  }
}
