import type { Page } from 'playwright-core'

/** WCAG 2.5.5, and what both makers of telephones ask for. */
const FINGER = 44

/**
 * Everything in sight that a finger can press and that is too small for it, as a name and what it has. Counted is what answers at its
 * place, with whatever enlarges it unseen and without what something else covers. Links within a sentence are as high as its lines.
 */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((finger) => {
    const CONTROLS =
      'button, a[href], select, textarea, summary, input:not([type=hidden], [type=file]), [role=button], [role=option], [role=menuitem], [role=tab]'
    const own = (element: Element) => element.closest('label') ?? element
    const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
    ]
    const isInSentence = (element: Element) =>
      element.matches('a') &&
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentNode?.childNodes ?? [])].some((other) => other.nodeType === Node.TEXT_NODE && other.textContent?.trim())
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      // What is read out and not shown: a box of one pixel, cut off.
      for (let one: Element | null = element; one; one = one.parentElement) if (getComputedStyle(one).clipPath !== 'none') return false
      return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    }
    const small: string[] = []
    for (const root of roots(document)) {
      const all = new Set([...root.querySelectorAll(CONTROLS)].map(own))
      for (const element of all) {
        if (!isSeen(element) || isInSentence(element) || element.closest('[inert], [aria-hidden=true]') || element.matches(':disabled'))
          continue
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
        const box = element.getBoundingClientRect()
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
        const answers = (dx: number, dy: number) => {
          const hit = root.elementFromPoint(x + dx, y + dy)
          return hit !== null && (element.contains(hit) || (hit instanceof HTMLLabelElement && hit.control === element))
        }
        const reach = (dx: number, dy: number) => {
          let far = 0
          while (far < 60 && answers(dx * (far + 1), dy * (far + 1))) far += 0.5
          return far
        }
        // Steps of half a pixel, to both sides.
        const wide = reach(1, 0) + reach(-1, 0) + 1
        const high = reach(0, 1) + reach(0, -1) + 1
        // Whoever stands at the edge of the screen is reached from beyond it.
        const edge = box.left < 4 || box.right > innerWidth - 4
        if (wide < finger - (edge ? 8 : 1) || high < finger - 1) {
          const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''
          small.push(`${element.tagName.toLowerCase()} “${name}”: ${Math.round(wide)} × ${Math.round(high)}`)
        }
      }
    }
    return small
  }, FINGER)
}
