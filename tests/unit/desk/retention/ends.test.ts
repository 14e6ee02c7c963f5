import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { RULES, UPLOAD_DAYS } from '../../../../src/desk/retention/rules.ts'
import { SCHEMA } from '../../../../scripts/migration-files.ts'

const schema = await readFile(SCHEMA, 'utf8')

interface Model {
  name: string
  ends: string[]
  body: string
}

const modelsOf = (text: string): Model[] =>
  [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([^}]*)\}/gm)].map(([, comments = '', name = '', body = '']) => ({
    name,
    body,
    ends: [...comments.matchAll(/^\/\/\/ ends: (.+)$/gm)].map(([, how = '']) => how),
  }))

/** What is wrong with how a model says that its rows end. */
function faults({ name, ends, body }: Model): string[] {
  const [how] = ends
  if (how === undefined || ends.length > 1) return [`${name} says ${ends.length} times how it ends`]
  const rule = RULES.find(({ table }) => table === name)
  if (how.includes('(retention)')) {
    const [, days] = /^(?:(\d+) days|when it expires) \(retention\)/.exec(how) ?? []
    const known = name === 'File' ? UPLOAD_DAYS : rule?.days
    return Number(days ?? 0) === known ? [] : [`${name} ends ${how}, and by the rules after ${known} days`]
  }
  if (rule) return [`${name} has a rule and does not say so`]
  const [, parent] = /^with its (\w+)$/.exec(how) ?? []
  // LogReader: what reads is code, not a row.
  if (parent !== undefined && name !== 'LogReader')
    return new RegExp(String.raw`^\s+${parent}\s+\w+\s+@relation\(.*onDelete: Cascade`, 'm').test(body)
      ? []
      : [`${name} does not go with its ${parent}`]
  return parent !== undefined || ['kept: settings', 'kept: history', 'when it is done'].includes(how) ? [] : [`${name} ends ${how}?`]
}

describe('each table says how it ends', () => {
  test('and does', () => {
    expect(modelsOf(schema).length).toBeGreaterThan(40)
    expect(modelsOf(schema).flatMap(faults)).toEqual([])
    const names = modelsOf(schema).map(({ name }) => name)
    expect(RULES.map(({ table }) => table).filter((table) => !names.includes(table))).toEqual([])
  })

  test.each([
    ['/// What for.\nmodel Extra {\n  id Int @id\n}', 'Extra says 0 times how it ends'],
    [
      '/// ends: 7 days (retention)\nmodel Extra {\n  id Int @id\n}',
      'Extra ends 7 days (retention), and by the rules after undefined days',
    ],
    ['/// ends: 30 days (retention)\nmodel Inbound {\n  id Int @id\n}', 'Inbound ends 30 days (retention), and by the rules after 90 days'],
    ['/// ends: kept: history\nmodel Segment {\n  id Int @id\n}', 'Segment has a rule and does not say so'],
    [
      '/// ends: with its message\nmodel Extra {\n  message Message @relation(fields: [a], references: [b])\n}',
      'Extra does not go with its message',
    ],
    ['/// ends: some day\nmodel Extra {\n  id Int @id\n}', 'Extra ends some day?'],
  ])('one that does not is found: %#', (model, fault) => {
    expect(modelsOf(model).flatMap(faults)).toEqual([fault])
  })
})
