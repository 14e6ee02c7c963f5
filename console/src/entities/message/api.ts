import { api, body } from '../../api/client.ts'
import type { Content, Message, Page, Plan, Refusal } from '../../api/types.ts'

export const TIMELINE_PAGE = 100

export interface Draft {
  content: Content
  /** The same key again is the same message. */
  key: string
  replyTo?: string | undefined
}

const jsonOf = ({ content, key, replyTo }: Draft) => ({ content, key, ...(replyTo && { replyTo }) })

export const messages = {
  /** The newest ones, or those before a `seq`; newest last. */
  list: (id: string, before?: number): Promise<Page<Message>> =>
    body(
      api.conversations[':id'].messages.$get({
        param: { id },
        query: { limit: String(TIMELINE_PAGE), ...(before !== undefined && { before: String(before) }) },
      }),
    ),
  send: (id: string, draft: Draft): Promise<Message> =>
    body(api.conversations[':id'].messages.$post({ param: { id }, json: jsonOf(draft) })),
  typing: (id: string) => api.conversations[':id'].typing.$post({ param: { id } }),
  note: (id: string, draft: Draft): Promise<Message> => body(api.conversations[':id'].notes.$post({ param: { id }, json: jsonOf(draft) })),
  plan: (id: string, content: Content): Promise<{ plan?: Plan | undefined; refusal?: Refusal | undefined }> =>
    body(api.conversations[':id'].plan.$post({ param: { id }, json: { content } })),
  recall: (id: string): Promise<Message> => body(api.messages[':id'].recall.$post({ param: { id } })),
  retry: (id: string): Promise<Message> => body(api.messages[':id'].retry.$post({ param: { id } })),
}
