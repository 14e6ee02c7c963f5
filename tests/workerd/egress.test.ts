import { expect, inject, test } from 'vitest'
import { createCloudflareEgress } from '../../src/cloudflare/egress.ts'

const { base, nobody } = inject('places')
const relay = { url: base }
const post = { method: 'POST', body: 'x' }
const never = { name: 'EgressFault', code: 'unreachable', sent: false }
let hosts = 0
const newHost = () => `host-${(hosts += 1)}.example`
/** The calls that reached this host by way of the relay. */
const callsOf = async (host: string): Promise<string[]> => (await fetch(`${base}/calls?of=${encodeURIComponent(`/${host}/`)}`)).json()

test('whether anybody is there is asked before the first word, and not again while answers come', async () => {
  const host = newHost()
  const egress = createCloudflareEgress({ relay })
  for (const path of ['a', 'b', 'c']) expect((await egress(`https://${host}/${path}`, post)).status).toBe(200)
  const others = newHost()
  expect((await egress(`https://${others}/a`, post)).status).toBe(200)
  expect(await callsOf(host)).toEqual(['HEAD /', 'POST /a', 'POST /b', 'POST /c'].map((call) => call.replace('/', `/${host}/`)))
  expect(await callsOf(others)).toHaveLength(2)
})

test('what only reads asks nobody, and its answer is as good', async () => {
  const host = newHost()
  const egress = createCloudflareEgress({ relay })
  await egress(`https://${host}/a`)
  await egress(`https://${host}/b`, post)
  expect(await callsOf(host)).toEqual([`GET /${host}/a`, `POST /${host}/b`])
})

test('after a call that broke it is asked again', async () => {
  const host = newHost()
  const egress = createCloudflareEgress({ relay })
  await egress(`https://${host}/a`, post)
  await expect(egress(`https://${host}/cut`, post)).rejects.toMatchObject({ code: 'broken', sent: true })
  await egress(`https://${host}/b`, post)
  expect(await callsOf(host)).toEqual(['HEAD /', 'POST /a', 'POST /cut', 'HEAD /', 'POST /b'].map((call) => call.replace('/', `/${host}/`)))
})

test('the question goes the way of the call, and carries nothing else of it', async () => {
  const host = newHost()
  const egress = createCloudflareEgress({ relay: { url: base, secret: 's3cret' } })
  await egress(`https://${host}/path?token=t`, { ...post, headers: { authorization: 'Bearer t' } })
  expect(await callsOf(host)).toEqual([`HEAD /${host}/ with s3cret`, `POST /${host}/path?token=t with s3cret`])
})

test('when Cloudflare answers it in the place of a host that is away, nothing was sent', async () => {
  await expect(createCloudflareEgress({ relay })('https://away.example/send', post)).rejects.toMatchObject(never)
  expect(await callsOf('away.example')).toEqual(['HEAD /away.example/'])
})

test('one that is not answered in time is an answer: nothing was sent', async () => {
  const egress = createCloudflareEgress({ relay }, 50)
  await expect(egress('https://mute.example/send', post)).rejects.toMatchObject(never)
  expect(await callsOf('mute.example')).toEqual(['HEAD /mute.example/'])
})

test('the relay is away: nothing was sent, however often it is tried', async () => {
  const egress = createCloudflareEgress({ relay: { url: nobody } })
  for (let tries = 0; tries < 3; tries += 1) await expect(egress('https://a.example/send', post)).rejects.toMatchObject(never)
})

test.each([521, 523, 525, 526, 530])('%i, as Cloudflare says it where it could not connect: nothing was sent', async (status) => {
  await expect(createCloudflareEgress({ relay })(`https://${newHost()}/minted?status=${status}`, post)).rejects.toMatchObject(never)
})

test.each([
  [520, 'cloudflare'],
  [522, 'cloudflare'],
  [524, 'cloudflare'],
  [521, 'nginx'],
])('%i of %s may mean anything', async (status, by) => {
  const response = await createCloudflareEgress({ relay })(`https://${newHost()}/minted?status=${status}&by=${by}`, post)
  expect(response.status).toBe(status)
})
