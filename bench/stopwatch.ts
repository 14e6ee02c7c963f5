import type { BrowserContext } from 'playwright-core'

/** What held the page up. */
export interface Tasks {
  /** Tasks of more than 50 ms. */
  count: number
  longest: number
  sum: number
  /** Pictures drawn meanwhile. */
  frames: number
}

/** Measures within the page, where nothing travels. Times in ms. */
interface Stopwatch {
  /** From the press on a row until the messages of that conversation are painted. */
  open(id: string): Promise<number>
  /** To the end of the list, as fast as the pages come. */
  scrollList(): Promise<Tasks>
  /** To the beginning of the conversation. */
  scrollTimeline(): Promise<Tasks>
  watch(time: number): Promise<Tasks>
}

declare global {
  var stopwatch: Stopwatch
}

/** Puts it into every page. */
export async function addStopwatch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const long: number[] = []
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => long.push(duration))).observe({ type: 'longtask' })
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))
    const painted = async (): Promise<void> => {
      await frame()
      await sleep(0)
    }

    /** Until the page has it. */
    const there = (selector: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!document.querySelector(selector)) return
          changes.disconnect()
          resolve()
        }
        const changes = new MutationObserver(look)
        changes.observe(document, { childList: true, subtree: true })
        look()
      })

    async function during(run: (next: () => Promise<unknown>) => Promise<void>): Promise<Tasks> {
      await sleep(500)
      long.length = 0
      let frames = 0
      await run(() => {
        frames += 1
        return frame()
      })
      await sleep(500)
      return { count: long.length, longest: Math.max(0, ...long), sum: long.reduce((sum, one) => sum + one, 0), frames }
    }

    globalThis.stopwatch = {
      async open(id) {
        await sleep(300)
        const began = performance.now()
        document.querySelector<HTMLElement>(`a[href$="/${id}"]`)?.click()
        await there(`section[aria-label="Conversation ${id}"] [role=log] article`)
        await painted()
        return performance.now() - began
      },
      scrollList: () =>
        during(async (next) => {
          const list = document.querySelector('ul[aria-label="Conversations"]')?.parentElement
          let still = 0
          while (list && still < 120) {
            const before = list.scrollTop
            list.scrollBy(0, 400)
            await next()
            still = list.scrollTop === before ? still + 1 : 0
          }
        }),
      scrollTimeline: () =>
        during(async (next) => {
          const box = document.querySelector('[role=log]')
          let still = 0
          while (box && still < 120) {
            const before = box.scrollTop
            box.scrollBy(0, -400)
            await next()
            still = box.scrollTop === before ? still + 1 : 0
          }
        }),
      watch: (time) =>
        during(async (next) => {
          const end = performance.now() + time
          while (performance.now() < end) await next()
        }),
    }
  })
}
