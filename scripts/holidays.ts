// node scripts/holidays.ts   writes src/desk/calendars/china.ts anew: China's public holidays and make-up workdays, as its State Council
// announces them once a year. The package that is read calls every year that it does not know a plain one, hence the year at the end.
import { writeFile } from 'node:fs/promises'
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

const FROM = 2026
const known: Record<'holidays' | 'workdays', Record<string, string>> = announced

const rows = (['holidays', 'workdays'] as const).flatMap((kind) =>
  Object.entries(known[kind])
    .filter(([day]) => Number(day.slice(0, 4)) >= FROM)
    .map(([day, name]) => ({ day, works: kind === 'workdays', name: name.split(',')[1] ?? name })),
)
rows.sort((a, b) => a.day.localeCompare(b.day))
const until = rows.at(-1)?.day.slice(0, 4)

await writeFile(
  new URL('../src/desk/calendars/china.ts', import.meta.url),
  `// Written by scripts/holidays.ts.

/** Days on which China works other than in a usual week: \`works\` false: a public holiday; true: a make-up workday. */
export const CHINA: readonly (readonly [day: string, works: boolean, name: string])[] = [
${rows.map(({ day, works, name }) => `  ['${day}', ${works}, '${works ? `${name}调休上班` : name}'],`).join('\n')}
]

/** The last year that is announced. */
export const CHINA_UNTIL = ${until}
`,
)
