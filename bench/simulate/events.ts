/** What is to happen, the earliest first. */
export interface Agenda<Event> {
  add(at: number, event: Event): void
  /** Taken out; undefined: nothing more happens. */
  next(): { at: number; event: Event } | undefined
}

/** A binary heap; what is to happen at the same time happens in the order in which it was added. */
export function createAgenda<Event>(): Agenda<Event> {
  interface Entry {
    at: number
    number: number
    event: Event
  }
  const heap: Entry[] = []
  let added = 0
  const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.number < b.number)

  function sink(entry: Entry): void {
    let place = 0
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]]
      const [child, index] = left && right && before(right, left) ? [right, 2 * place + 2] : [left, 2 * place + 1]
      if (!child || !before(child, entry)) break
      heap[place] = child
      place = index
    }
    heap[place] = entry
  }

  return {
    add(at, event) {
      const entry = { at, number: ++added, event }
      let place = heap.push(entry) - 1
      for (let parent = heap[(place - 1) >> 1]; place > 0 && parent && before(entry, parent); parent = heap[(place - 1) >> 1]) {
        heap[place] = parent
        place = (place - 1) >> 1
      }
      heap[place] = entry
    },
    next() {
      const first = heap[0]
      const last = heap.pop()
      if (first && last && first !== last) sink(last)
      return first && { at: first.at, event: first.event }
    },
  }
}
