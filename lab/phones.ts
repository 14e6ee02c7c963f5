import type { Emulator } from './emulator.ts'
import type { Phone } from './screen.ts'

/** How long changes are collected before they are shown, real milliseconds. */
const collect = 25

/** Tells watchers which phones show something new, a few times a second at most. Costs nothing while nobody watches. */
export class Phones {
  readonly #emulators: readonly Emulator[]
  readonly #watchers = new Set<(phones: Phone[]) => void>()
  readonly #changed = new Set<string>()

  constructor(emulators: readonly Emulator[]) {
    this.#emulators = emulators
  }

  changed(phone: string): void {
    if (this.#watchers.size === 0) return
    if (this.#changed.size === 0) setTimeout(() => this.#tell(), collect)
    this.#changed.add(phone)
  }

  watch(watcher: (phones: Phone[]) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  #tell(): void {
    const phones = this.#emulators.flatMap((one) => one.phones(this.#changed))
    this.#changed.clear()
    for (const watcher of this.#watchers) watcher(phones)
  }
}
