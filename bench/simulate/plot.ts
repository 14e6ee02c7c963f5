import { writeFileSync } from 'node:fs'
import type { Against } from './theory.ts'
import { type Surge } from './strain.ts'

const [WIDTH, ROW, LEFT, RIGHT] = [720, 22, 250, 690]
const STYLE = `text{font:12px system-ui,sans-serif;fill:#334}.title{font-weight:600;font-size:14px}.axis{stroke:#99a;stroke-width:1}.exact{stroke:#99a;stroke-dasharray:3 3}
.bar{stroke:#2563eb;stroke-width:2}.dot{fill:#2563eb}.curve{fill:none;stroke:#2563eb;stroke-width:2}.surge{fill:#fde68a}`

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${more}>${words}</text>`
const line = (kind: string, x1: number, y1: number, x2: number, y2: number): string =>
  `<line class="${kind}" x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"/>`

const NAMES = { waits: 'waits', leaves: 'gives up', meanWait: 'mean wait' } as const

/** Each figure as a share of the exact value, with its interval. */
function intervals(all: readonly Against[], top: number): [svg: string, bottom: number] {
  const rows = all.flatMap(({ load, exact, measured }) =>
    (['waits', 'leaves', 'meanWait'] as const).map((name) => ({
      label: `${load.arrivals} a minute, ${load.servers} agents: ${NAMES[name]}`,
      value: measured[name].value / exact[name],
      within: measured[name].within / exact[name],
    })),
  )
  const reach = Math.max(...rows.map(({ value, within }) => Math.abs(value - 1) + within), 0.05) * 1.05
  const x = (value: number): number => LEFT + ((value - 1 + reach) / (2 * reach)) * (RIGHT - LEFT)
  const bottom = top + ROW * rows.length
  const parts = rows.map(({ label, value, within }, n) => {
    const y = top + ROW * (n + 0.5)
    return (
      text(10, y + 4, label) +
      line('bar', x(value - within), y, x(value + within), y) +
      `<circle class="dot" cx="${x(value).toFixed(1)}" cy="${y}" r="3.5"/>`
    )
  })
  const percent = (share: number): string => `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)} %`
  const marks = [-reach, 0, reach].map((off) => text(x(1 + off), bottom + 16, off === 0 ? 'exact' : percent(off), ' text-anchor="middle"'))
  return [[...parts, line('exact', x(1), top, x(1), bottom), line('axis', LEFT, bottom, RIGHT, bottom), ...marks].join('\n'), bottom + 24]
}

/** The mean wait by the minute in which somebody came. */
function curve({ waits, from, until }: Surge, top: number): [svg: string, bottom: number] {
  const [left, bottom] = [64, top + 180]
  const most = Math.ceil(Math.max(...waits, 0.1) * 10) / 10
  const x = (minute: number): number => left + (minute / waits.length) * (RIGHT - left)
  const y = (wait: number): number => bottom - (wait / most) * (bottom - top)
  const points = waits.map((wait, minute) => `${x(minute + 0.5).toFixed(1)},${y(wait).toFixed(1)}`).join(' ')
  const marks = [0, from, until, waits.length].map((minute) => text(x(minute), bottom + 16, `${minute} min`, ' text-anchor="middle"'))
  return [
    [
      `<rect class="surge" x="${x(from).toFixed(1)}" y="${top}" width="${(x(until) - x(from)).toFixed(1)}" height="${bottom - top}"/>`,
      `<polyline class="curve" points="${points}"/>`,
      line('axis', left, bottom, RIGHT, bottom),
      line('axis', left, top, left, bottom),
      text(left - 6, top + 4, `${most.toFixed(1)} min`, ' text-anchor="end"'),
      text(left - 6, bottom, '0', ' text-anchor="end"'),
      ...marks,
    ].join('\n'),
    bottom + 24,
  ]
}

/** Writes both as one picture that needs nothing else. */
export function writePlot(file: string, theory: readonly Against[], surge: Surge): void {
  const [first, end] = intervals(theory, 44)
  const [second, bottom] = curve(surge, end + 44)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom}" viewBox="0 0 ${WIDTH} ${bottom}">
<style>${STYLE}</style><rect width="${WIDTH}" height="${bottom}" fill="#fff"/>
${text(10, 24, 'The desk against Erlang A: measured as a share of exact, with 99 % intervals', ' class="title"')}
${first}
${text(10, end + 24, `Mean wait by the minute of arrival, ${surge.times} times the usual load for ${surge.until - surge.from} minutes`, ' class="title"')}
${second}
</svg>
`
  writeFileSync(file, svg)
}
