import type { Memory } from '../ports/memory.ts'

interface Waiting {
  bytes: number
  start: () => void
}

/** `size` in bytes. `within`: the larger room that this one is a part of, so that its holders leave the rest to others. */
export function createMemory(size: number, within?: Memory): Memory {
  const line: Waiting[] = []
  let free = size

  function admit(): void {
    for (let next = line[0]; next && next.bytes <= free; next = line[0]) {
      line.shift()
      free -= next.bytes
      next.start()
    }
  }

  return {
    async acquire(wanted) {
      if (wanted <= 0) return () => {}
      const bytes = Math.min(wanted, size)
      await new Promise<void>((start) => {
        line.push({ bytes, start })
        admit()
      })
      const giveBack = await within?.acquire(bytes)
      let held = true
      return () => {
        if (!held) return
        held = false
        giveBack?.()
        free += bytes
        admit()
      }
    },
  }
}
