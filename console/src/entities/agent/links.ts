import type { InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'

export type Link = InferResponseType<(typeof api.agents)[':id']['link']['$post'], 201>
type Whose = InferResponseType<typeof api.links.look.$post, 200>

/** Links by which somebody chooses their password, once. */
export const links = {
  make: (id: string): Promise<Link> => body(api.agents[':id'].link.$post({ param: { id } })),
  look: (token: string): Promise<Whose> => body(api.links.look.$post({ json: { token } })),
  use: (token: string, password: string): Promise<Whose> => body(api.links.use.$post({ json: { token, password } })),
}
