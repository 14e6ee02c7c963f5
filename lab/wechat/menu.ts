import type { MenuEntry } from '../screen.ts'
import { elements, raw } from '../weixin/xml.ts'
import type { Chat } from './chat.ts'
import { postEvent, type Fields } from './post.ts'
import type { World } from './world.ts'

/** An entry of an account's own menu, as `menu/create` names things. One with `sub_button` only opens. */
export interface MenuItem {
  name: string
  type?: keyof typeof events
  key?: string
  url?: string
  /** Of a mini-program. */
  pagepath?: string
  sub_button?: readonly MenuItem[]
}

/** What each kind of entry pushes. Only `click` and the two `scancode_…` let the account write ("客服消息介绍"). */
const events = {
  click: () => ({ event: 'CLICK', fields: {} }),
  view: (menuId: string) => ({ event: 'VIEW', fields: { MenuId: raw(menuId) } }),
  miniprogram: (menuId: string) => ({ event: 'view_miniprogram', fields: { MenuId: raw(menuId) } }),
  scancode_push: () => ({ event: 'scancode_push', fields: scanned }),
  scancode_waitmsg: () => ({ event: 'scancode_waitmsg', fields: scanned }),
  pic_sysphoto: () => ({ event: 'pic_sysphoto', fields: pictured }),
  pic_photo_or_album: () => ({ event: 'pic_photo_or_album', fields: pictured }),
  pic_weixin: () => ({ event: 'pic_weixin', fields: pictured }),
  location_select: () => ({ event: 'location_select', fields: placed }),
} satisfies Record<string, (menuId: string) => { event: string; fields: Fields }>

const opening = new Set<string>(['click', 'scancode_push', 'scancode_waitmsg'])

const scanned = { ScanCodeInfo: raw(elements({ ScanType: 'qrcode', ScanResult: 'https://shop.example/4711' })) }
const picture = raw(elements({ item: raw(elements({ PicMd5Sum: '1b5f7c23b5bf75682a53e7b6d163e185' })) }))
const pictured = { SendPicsInfo: raw(elements({ Count: 1, PicList: picture })) }
const placed = {
  SendLocationInfo: raw(elements({ Location_X: '23', Location_Y: '113', Scale: '15', Label: '广州市海珠区', Poiname: '' })),
}

/** What an entry is known by: its key, its address, or its name. */
const keyOf = ({ key, url, pagepath, name }: MenuItem): string => key ?? url ?? pagepath ?? name

export function menuView(menu: readonly MenuItem[]): MenuEntry[] {
  return menu.map((item) => ({
    label: item.name,
    key: keyOf(item),
    ...(item.sub_button === undefined ? {} : { entries: menuView(item.sub_button) }),
  }))
}

/** A person chooses an entry, by its key or its name. Throws when there is none. */
export function pressMenu(world: World, chat: Chat, key: string): void {
  if (chat.following === undefined) throw new Error('The account is not followed: follow it first')
  const items = chat.account.menu.flatMap((item) => item.sub_button ?? [item])
  const item = items.find((one) => keyOf(one) === key || one.name === key)
  if (item?.type === undefined) throw new Error(`There is no entry «${key}» in the menu`)
  const { event, fields } = events[item.type](chat.account.menuId)
  postEvent(world, chat, event, { EventKey: keyOf(item), ...fields }, opening.has(item.type) ? { scene: 'menu' } : {})
}
