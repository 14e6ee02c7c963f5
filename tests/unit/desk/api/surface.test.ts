import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../../../src/desk/api/app.ts'
import type { Wire } from '../../../support/client.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

/* What a client may send and what comes back, in a few words each, stands in surface.txt: whoever means to change it runs this with `-u`. */

let desk: TestDesk
let description: Wire
beforeAll(async () => {
  desk = await openTestDesk()
  description = await (await createApi(desk.desk).request('/api/openapi.json')).json()
})
afterAll(() => desk.close())

/** A schema: `string 1..255`, `a|b`, `[string]`; a field with `?` may be left out. */
function words(schema: Wire): string {
  const { $ref, enum: values, const: value, anyOf, oneOf, allOf, type, properties, items, additionalProperties, required = [] } = schema
  if ($ref) return $ref.split('/').at(-1)
  if (values ?? value) return (values ?? [value]).join('|')
  if (anyOf ?? oneOf) return `(${(anyOf ?? oneOf).map(words).join(' or ')})`
  if (allOf) return allOf.map(words).join(' & ')
  if (items) return `[${words(items)}]${range(schema)}`
  if (additionalProperties) return `{any:${words(additionalProperties)}}`
  const field = ([name, inner]: [string, Wire]): string => `${name}${required.includes(name) ? '' : '?'}:${words(inner)}`
  if (properties) return `{${Object.entries<Wire>(properties).map(field).join(', ')}}`
  return `${[type].flat().join('|')}${range(schema)}${schema.format ? ` ${schema.format}` : ''}`
}

function range({ minLength, maxLength, minimum, maximum, exclusiveMinimum, minItems, maxItems }: Wire): string {
  const least = minLength ?? minimum ?? minItems ?? (exclusiveMinimum === undefined ? undefined : `>${exclusiveMinimum}`)
  const most = maxLength ?? maximum ?? maxItems
  return least === undefined && most === undefined ? '' : ` ${least ?? ''}..${most ?? ''}`
}

function line(method: string, path: string, { parameters = [], requestBody, responses }: Wire): string {
  const asked = parameters.map(({ name, required, schema }: Wire) => `${name}${required ? '' : '?'}:${words(schema)}`).join(' ')
  const answers = Object.entries<Wire>(responses).map(([code, { content }]) => {
    const schema = content?.['application/json']?.schema
    return schema ? `${code} ${words(schema)}` : code
  })
  const sent = Object.entries<Wire>(requestBody?.content ?? {}).map(([, { schema }]) => words(schema))
  return [method.toUpperCase(), path, asked, ...sent, '→', answers.join(', ')].filter(Boolean).join(' ')
}

const operations = (): [string, string, Wire][] =>
  Object.entries<Wire>(description.paths).flatMap(([path, all]) =>
    Object.entries<Wire>(all).map(([method, one]) => [method, path, one] as [string, string, Wire]),
  )

test('the API takes and answers what is written down', async () => {
  const schemas = Object.entries<Wire>(description.components.schemas).map(([name, schema]) => `${name} ${words(schema)}`)
  const found = [...operations().map((one) => line(...one)), '', ...schemas, '']
  await expect(found.join('\n')).toMatchFileSnapshot('surface.txt')
})

test('every operation says of every answer what it is, and of its path what stands in it', () => {
  const silent = operations().flatMap(([method, path, { responses, parameters = [] }]) => {
    const answers = Object.entries<Wire>(responses).filter(([code, { description: said }]) => !/^[23]/.test(code) || !said)
    const inPath = parameters.filter((one: Wire) => one.in === 'path').map(({ name }: Wire) => `{${name}}`)
    const asked = path.match(/\{\w+\}/g) ?? []
    return answers.length > 0 || asked.join() !== inPath.join() ? [`${method} ${path}`] : []
  })
  expect(silent).toEqual([])
  expect(description.info).toMatchObject({ title: 'Switchboard', description: expect.stringMatching(/\w/) })
})
