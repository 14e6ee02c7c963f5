import type { Button } from '../../src/model/outgoing.ts'

/** What would be read as markdown, so that it is shown as it was written. */
const SPECIAL = /[\\`*_~[\]()#!<>-]/g
/** Markdown joins lines; two blanks keep them apart. */
const LINE_BREAK = /(?<=\S)\n(?=\S)/g

/** Plain text as markdown: buttons stand under markdown only (50037). */
export const markdownOf = (words: string): string => words.replaceAll(SPECIAL, String.raw`\$&`).replaceAll(LINE_BREAK, '  \n')

/** For clients that are too old for buttons. */
const TOO_OLD = '请升级 QQ / Please update QQ'

/** Buttons that tell us what was chosen (`type` 1), for everybody in the chat (`permission` 2). */
export function keyboardOf(rows: readonly (readonly Button[])[]) {
  let count = 0
  const button = ({ id, label }: Button) => ({
    id: String((count += 1)),
    render_data: { label, visited_label: label, style: 1 },
    action: { type: 1, permission: { type: 2 }, data: id, unsupport_tips: TOO_OLD },
  })
  return { content: { rows: rows.map((row) => ({ buttons: row.map(button) })) } }
}

/** The same as lines with numbers. */
export const numbered = (words: string, rows: readonly (readonly Button[])[]): string =>
  [words, ...rows.flat().map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')
