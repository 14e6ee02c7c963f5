import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Client } from '../../../support/client.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let ann: Client
beforeAll(async () => {
  hub = await startTestHub()
  ann = await hub.agent('Ann')
})
afterAll(() => hub.stop())

async function upload(client: Client, file: File): Promise<Answer> {
  const form = new FormData()
  form.append('file', file)
  const response = await client.fetch('/api/files', { method: 'POST', body: form })
  return { status: response.status, body: await response.json(), headers: response.headers }
}

describe('files of agents', () => {
  test('go in and come out as they are, with a safe name', async () => {
    const { status, body } = await upload(ann, new File(['hello'], 'r\u00e9sum\u00e9 "1"\r\n.txt', { type: 'text/plain' }))
    expect([status, body]).toMatchObject([201, { mime: 'text/plain', bytes: 5 }])
    const response = await ann.fetch(`/api/files/${body.id}`)
    expect(await response.text()).toBe('hello')
    expect(response.headers.get('content-length')).toBe('5')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''r%C3%A9sum%C3%A9/)
    expect(response.headers.get('cache-control')).toContain('private')
  })

  test.each([
    ['image/png', 'image/png', 'inline'],
    ['video/mp4', 'video/mp4', 'inline'],
    ['image/svg+xml', 'application/octet-stream', 'attachment'],
    ['text/html', 'application/octet-stream', 'attachment'],
    ['application/pdf', 'application/octet-stream', 'attachment'],
    ['text/html; charset=utf-8', 'application/octet-stream', 'attachment'],
    ['not a type\u0000', 'application/octet-stream', 'attachment'],
  ])('%s comes as %s, %s, and runs nothing', async (type, shown, how) => {
    const { body } = await upload(ann, new File(['<script>1</script>'], 'x', { type }))
    const { headers } = await ann.fetch(`/api/files/${body.id}`)
    expect(headers.get('content-type')).toBe(shown)
    expect(headers.get('content-disposition')).toMatch(new RegExp(`^${how};`))
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('are for those who are signed in', async () => {
    const { body } = await upload(ann, new File(['x'], 'x'))
    expect((await hub.nobody.get(`/api/files/${body.id}`)).status).toBe(401)
    expect([401, 403]).toContain((await upload(hub.nobody, new File(['x'], 'x'))).status)
    for (const id of ['nothing', '..%2f..%2fsecret', '%00', 'a'.repeat(65)])
      expect([404, 422]).toContain((await ann.fetch(`/api/files/${id}`)).status)
  })

  test('that are no file, empty, or too large', async () => {
    const form = new FormData()
    form.append('file', 'just text')
    expect((await ann.fetch('/api/files', { method: 'POST', body: form })).status).toBe(422)
    expect((await ann.fetch('/api/files', { method: 'POST', body: new FormData() })).status).toBe(422)
    expect(
      (await ann.fetch('/api/files', { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } })).status,
    ).toBeLessThan(500)
    expect(await upload(ann, new File([], 'empty'))).toMatchObject({ status: 201, body: { bytes: 0 } })
    const large = await upload(ann, new File([new Uint8Array(50 * 1024 * 1024 + 1)], 'large'))
    expect(large).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })

  test('of another agent may be sent, those of nobody not', async () => {
    const channel = await hub.channel()
    await hub.hook(channel, {
      events: [
        {
          type: 'message',
          dedupeKey: 'k',
          at: 1,
          surface: 'dm',
          thread: { externalId: 'u' },
          sender: null,
          content: [{ type: 'text', text: 'hi' }],
        },
      ],
    })
    const id = (await ann.get('/api/conversations?view=waiting')).body.items[0].id
    await ann.post(`/api/conversations/${id}/claim`)
    const { body } = await upload(hub.owner, new File(['x'], 'x.txt', { type: 'text/plain' }))
    const part = { type: 'file', file: body.id, mime: 'application/x-evil', bytes: 999_999_999 }
    const sent = await ann.post(`/api/conversations/${id}/messages`, { key: 'a', content: [part] })
    expect(sent).toMatchObject({ status: 202, body: { content: [{ mime: 'text/plain', bytes: 1 }] } })
    const unknown = await ann.post(`/api/conversations/${id}/messages`, { key: 'b', content: [{ ...part, file: 'unknown' }] })
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-file', part: 0 } })
  })
})
