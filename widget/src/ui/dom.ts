type Props = Record<string, string | number | boolean | ((event: never) => void) | undefined>
export type Child = Node | string | null | false | undefined

/**
 * An element. `onX` are listeners, other names are attributes (`true`: present, `false` and `undefined`: absent).
 * Strings become text nodes: nothing is ever parsed as HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** Paths in a 24 × 24 box, drawn as lines. */
export const ICONS = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-12.1 7.6L3.5 20.5l1.4-5A8.4 8.4 0 1 1 21 11.5Z',
  down: 'm6 9 6 6 6-6',
  latest: 'M12 5v14m6-6-6 6-6-6',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M12 19V5m-6.5 6.5L12 5l6.5 6.5',
  clip: 'm20.5 11.5-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8L13 3.5a3.7 3.7 0 0 1 5.2 5.2l-8.7 8.7a1.8 1.8 0 0 1-2.6-2.6l8-8',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 1 0-14 0C5 14.8 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 2',
  tick: 'm5 13 4.5 4.5L19 7.5',
  ticks: 'm2 13 4.5 4.5L16 7.5m-4.5 9 1 1L22 7.5',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-13.5v5m0 3.5v.1',
}

export function icon(name: keyof typeof ICONS): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('icon', `i-${name}`)
  path.setAttribute('d', ICONS[name])
  svg.append(path)
  return svg
}
