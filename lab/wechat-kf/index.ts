import type { Call, Emulator, Kit } from '../emulator.ts'
import { FaultSwitches } from '../faults.ts'
import type { Phone } from '../screen.ts'
import type { KfAccount } from './account.ts'
import { kfActions } from './actions.ts'
import { handle } from './api.ts'
import { Corp, type CorpInput } from './corp.ts'
import { avatarHost } from './methods/manage.ts'
import type { Options } from './options.ts'
import { LabPerson } from './person.ts'
import { phoneOf } from './screen.ts'
import { LabServicer } from './servicer.ts'
import { World } from './world.ts'

export { LabPerson, LabServicer }
export type { Corp, KfAccount, Options }

/** WeChat customer service (微信客服), emulated: WeCom's API for the hub, customers with phones, servicers in WeCom. */
export class WechatKf implements Emulator {
  readonly kind = 'wechat-kf'
  readonly label = { en: 'WeChat customer service', zh: '微信客服' }
  readonly hosts = ['qyapi.weixin.qq.com', avatarHost] as const
  readonly faults = new FaultSwitches()
  readonly actions: Emulator['actions']
  readonly #world: World

  constructor(kit: Kit, options: Partial<Options> = {}) {
    this.#world = new World(kit, this.faults, options)
    this.actions = kfActions(this.#world, this)
  }

  handle(request: Request, call: Call): Promise<Response> {
    return handle(this.#world, request, call)
  }

  /** The corp of that id, made on first use; what is not given is made up. */
  corp(input: CorpInput = {}): Corp {
    const known = this.#world.corps.get(input.corpId ?? '')
    const corp = known ?? new Corp(this.#world, input)
    this.#world.corps.set(corp.id, corp)
    return corp
  }

  /** A new customer with a phone. Writes to `account`, or to the first account there is. */
  person({ name, account }: { name: string; account?: KfAccount }): LabPerson {
    return new LabPerson(this.#world, this.#world.addPerson(name), account)
  }

  /** A person known by the number in the phone's id. */
  find(id: number): LabPerson | undefined {
    const person = this.#world.people.get(id)
    return person === undefined ? undefined : new LabPerson(this.#world, person)
  }

  /** Somebody who serves this account in the WeCom client; hired, and receiving, on first use. */
  servicer(account: KfAccount, userid: string, name = userid): LabServicer {
    if (!account.servicers.has(userid)) account.servicers.set(userid, { name, receiving: true })
    return new LabServicer(this.#world, account, userid)
  }

  /** Some of the options; the others stay as they are. */
  set(options: Partial<Options>): void {
    this.#world.options = { ...this.#world.options, ...options }
  }

  /** Resolves when every callback due now has been delivered or given up for now. */
  async quiet(): Promise<void> {
    for (const corp of this.#world.corps.values()) await corp.callback?.quiet()
  }

  phones(ids?: ReadonlySet<string>): Phone[] {
    const people = [...this.#world.people.values()].filter(({ phone }) => ids?.has(phone) !== false)
    return people.map((person) => phoneOf(this.#world, person, Object.keys(this.actions)))
  }

  accounts(): { id: string; name: string }[] {
    return this.#world.accounts().map(({ id, name }) => ({ id, name }))
  }

  media(key: string): { bytes: Uint8Array; mime: string } | undefined {
    return this.#world.media.byKey(key)
  }

  stop(): Promise<void> {
    for (const corp of this.#world.corps.values()) corp.callback?.stop()
    return Promise.resolve()
  }
}
