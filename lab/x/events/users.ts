import type { User } from '../world.ts'

const picture = ({ id }: User): string => `https://pbs.twimg.com/profile_images/${id}/face_normal.png`

/** A user as API v2 tells of one; all but `id`, `name` and `username` only when asked for. */
export const userV2 = (user: User): Record<string, unknown> => ({
  id: user.id,
  name: user.name,
  username: user.username,
  created_at: new Date(user.createdAt).toISOString(),
  description: '',
  profile_image_url: picture(user),
  protected: false,
  url: '',
  verified: false,
  verified_type: 'none',
})

/** A user as events of the Account Activity API tell of one. */
export const userV1 = (user: User): Record<string, unknown> => ({
  id: user.id,
  created_timestamp: String(user.createdAt),
  name: user.name,
  screen_name: user.username,
  protected: false,
  verified: false,
  followers_count: 0,
  friends_count: 0,
  statuses_count: 0,
  profile_image_url_https: picture(user),
})
