/** How the phones of a platform are laid out; their colours stand in `platforms.css`. */
export interface Look {
  avatars: 'none' | 'round' | 'square'
  title: 'start' | 'center'
  /** Buttons below a bubble, framed within it, or as lines of it. */
  buttons: 'keys' | 'frames' | 'lines'
  /** What stands around the field: a clip, a row of tools below, or a plus. */
  composer: 'clip' | 'tools' | 'plus'
  /** Messages can be quoted. */
  replies: boolean
  /** Who takes no messages may still write. */
  deaf: boolean
  /** Public chats are lists of posts. */
  posts: boolean
}

const plain: Look = { avatars: 'round', title: 'start', buttons: 'frames', composer: 'plus', replies: false, deaf: false, posts: false }
const weixin: Look = { ...plain, avatars: 'square', title: 'center', buttons: 'lines', deaf: true }

const looks: Readonly<Record<string, Look>> = {
  telegram: { ...plain, avatars: 'none', buttons: 'keys', composer: 'clip', replies: true },
  qq: { ...plain, title: 'center', composer: 'tools', replies: true },
  wechat: weixin,
  'wechat-kf': weixin,
  x: { ...plain, avatars: 'none', composer: 'clip', posts: true },
  wechaty: { ...weixin, deaf: false },
}

export const lookOf = (kind: string): Look => looks[kind] ?? plain
