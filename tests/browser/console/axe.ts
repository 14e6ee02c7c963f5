import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Until what moves has come to rest – half-way colours have no contrast – and what waits for a telephone's keyboard is shown. */
export const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (;;) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      const waiting = document.querySelector('[data-rac][style*="opacity: 0"]')
      if (!waiting && moving.every(({ playState }) => playState === 'finished')) return
      await Promise.allSettled(moving.map(({ finished }) => finished))
    }
  })

/** The rules whose answer may change with the colours of a page alone. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, of every gravity: WCAG 2.2 A and AA, and what it calls best practice. As rule and place. `colours`: nothing else has changed. */
export async function faults(page: Page, { colours = false } = {}): Promise<string[]> {
  await atRest(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as {
        axe: {
          configure(options: object): void
          run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
        }
      }
      // A tooltip belongs to the button that it describes, wherever it hangs.
      axe.configure({
        checks: [{ id: 'region', options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], [role=tooltip], svg' } }],
      })
      const { violations } = await axe.run({ runOnly })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      )
    },
    colours ? COLOURS : ALL,
  )
}
