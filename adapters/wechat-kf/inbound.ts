import type { Ctx, RawRequest, Verdict, Webhook } from '../../src/contract/adapter.ts'
import { isFresh, openSealed, textOf } from '../weixin/push.ts'
import { readXml, word } from '../weixin/xml.ts'
import type { Credentials } from './manifest.ts'

/** The only call that brings news: it says that there are some, and with which token to ask for them. */
const NEWS = 'kf_msg_or_event'

/** A call is signed, encrypted for this corp, and of now. A GET is WeCom's own check of the address when it is entered. */
export async function verify({ method, url, body }: RawRequest, ctx: Ctx<Credentials>): Promise<Verdict> {
  const query = new URL(url).searchParams
  if (!isFresh(query, ctx.now())) return { is: 'reject', status: 403 }
  // A plus sign that was not escaped arrives as a space.
  if (method === 'GET') return challenge(await open(ctx, query, query.get('echostr')?.replaceAll(' ', '+')))

  const call = readXml(textOf(body) ?? '')
  const opened = await open(ctx, query, word(call?.['Encrypt']))
  if (opened === null) return { is: 'reject', status: 403 }
  const told = readXml(opened)
  if (!told) return { is: 'reject', status: 400 }
  const [token, account] = [word(told['Token']), word(told['OpenKfId'])]
  if (word(told['Event']) !== NEWS || account === undefined) return { is: 'accept', body: told }
  // One address serves all accounts of a corp: the others have a channel of their own, or none.
  const whose = account === ctx.credentials.openKfId ? {} : { account }
  return { is: 'accept', body: told, ring: token ? { token } : {}, ...whose }
}

function open({ credentials }: Ctx<Credentials>, query: URLSearchParams, cipher: string | undefined): Promise<string | null> {
  const { token, encodingAesKey, corpId } = credentials
  return cipher ? openSealed({ token, encodingAesKey, receiverId: corpId }, query, cipher) : Promise.resolve(null)
}

const challenge = (echo: string | null): Verdict =>
  echo === null ? { is: 'reject', status: 403 } : { is: 'challenge', response: new Response(echo) }

/** A call carries no message: `poll` fetches them. */
export const parse: Webhook<Credentials>['parse'] = () => []
