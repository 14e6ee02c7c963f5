import { WechatError } from './errors.ts'
import type { Scene } from './options.ts'
import type { World } from './world.ts'

interface Window {
  until: number
  left: number
}

/** What an account may still send to one person, per trigger. Each trigger renews its own allowance. */
export class Windows {
  readonly #world: World
  readonly #open = new Map<Scene, Window>()

  constructor(world: World) {
    this.#world = world
  }

  open(scene: Scene): void {
    const { quota } = this.#world.options
    if (quota === false) return
    const { count, ms } = quota[scene]
    this.#open.set(scene, { until: this.#world.now() + ms, left: count })
  }

  /**
   * Takes one message, from the allowance that ends first (which one is not documented). Throws 45015 when no window is open,
   * 45047 when all that are open are used up.
   */
  spend(): void {
    if (this.#world.options.quota === false) return
    const open = [...this.#open.values()].filter((one) => this.#world.now() < one.until)
    if (open.length === 0) throw new WechatError(45015)
    const next = open.filter((one) => one.left > 0).toSorted((a, b) => a.until - b.until)[0]
    if (next === undefined) throw new WechatError(45047)
    next.left--
  }

  /** As if the time of all had passed. */
  expire(): void {
    this.#open.clear()
  }
}
