import { userV2 } from '../events/users.ts'
import { gone, invalid, missing } from '../api/problems.ts'
import { fields, ok, userOf, type Ask, type Route } from '../api/route.ts'
import type { User } from '../world.ts'

const auth = ['oauth2', 'oauth1', 'app'] as const
const scopes = ['tweet.read', 'users.read']
const usual = ['id', 'name', 'username']

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/2/users/me',
    auth: ['oauth2', 'oauth1'],
    scopes,
    rate: 'me',
    run: (ask) => ok(view(userOf(ask).user, ask)),
  },
  { method: 'GET', path: '/2/users', auth, scopes, rate: 'readUsers', run: (ask) => several(ask, 'ids', (id) => ask.world.user(id)) },
  {
    method: 'GET',
    path: '/2/users/by',
    auth,
    scopes,
    rate: 'readUsers',
    run: (ask) => several(ask, 'usernames', (name) => ask.world.byName(name)),
  },
  {
    method: 'GET',
    path: '/2/users/by/username/:name',
    auth,
    scopes,
    rate: 'readUsers',
    run: (ask) => one(ask, 'username', ask.part('name'), ask.world.byName(ask.part('name'))),
  },
  {
    method: 'GET',
    path: '/2/users/:id',
    auth,
    scopes,
    rate: 'readUsers',
    run: (ask) => one(ask, 'id', ask.part('id'), ask.world.user(ask.part('id'))),
  },
]

const view = (user: User, { input }: Ask): Record<string, unknown> => fields(userV2(user), usual, input.query['user.fields'])

function one(ask: Ask, parameter: string, value: string, user: User | undefined): Response {
  if (user === undefined) throw gone('user', parameter, value)
  return ok(view(user, ask))
}

/** Those who exist in `data`, the others in `errors`, and 200 all the same. */
function several(ask: Ask, parameter: string, find: (value: string) => User | undefined): Response {
  const values = (ask.input.query[parameter] ?? '').split(',').filter((value) => value !== '')
  if (values.length === 0 || values.length > 100) throw invalid(`The \`${parameter}\` query parameter must have 1 to 100 values`)
  const found = values.map((value) => ({ value, user: find(value) }))
  const data = found.flatMap(({ user }) => (user === undefined ? [] : [view(user, ask)]))
  const errors = found.flatMap(({ value, user }) => (user === undefined ? [missing('user', parameter, value)] : []))
  return Response.json({ ...(data.length === 0 ? {} : { data }), ...(errors.length === 0 ? {} : { errors }) })
}
