import type { Bubble, Button, MediaView } from '../screen.ts'
import type { KfAccount } from './account.ts'
import type { Content, MenuItem } from './content.ts'
import type { LabFile } from './media.ts'
import type { World } from './world.ts'

const types = { image: 'photo', voice: 'voice', video: 'video', file: 'file' } as const

/** What a phone shows of a file. */
export function mediaView(type: keyof typeof types, file: LabFile, seconds?: number): MediaView {
  const { key, name, mime, bytes } = file
  return { type: types[type], key, name, mime, bytes: bytes.length, ...(seconds === undefined ? {} : { seconds }) }
}

/** What a phone shows of a message of the API. Throws 40007 when a medium isn't there or is of another type. */
export function viewOf(world: World, account: KfAccount, content: Content): Partial<Bubble> {
  const { corp } = account
  const media = (type: keyof typeof types, id: string) => ({ media: mediaView(type, world.media.find(corp, id, type)) })
  switch (content.msgtype) {
    case 'text':
      return { text: content.text.content }
    case 'image':
      return media('image', content.image.media_id)
    case 'voice':
      return media('voice', content.voice.media_id)
    case 'video':
      return media('video', content.video.media_id)
    case 'file':
      return media('file', content.file.media_id)
    case 'link': {
      const { title, desc, url, thumb_media_id } = content.link
      world.media.find(corp, thumb_media_id, 'image')
      return { link: { title, url, ...(desc === undefined ? {} : { description: desc }) } }
    }
    case 'miniprogram': {
      const { title = '', appid, pagepath, thumb_media_id } = content.miniprogram
      world.media.find(corp, thumb_media_id, 'image')
      return { link: { title, url: appletUrl(appid, pagepath) } }
    }
    case 'msgmenu':
      return menuView(content.msgmenu)
    case 'location': {
      const { latitude, longitude, name, address } = content.location
      const words = { ...(name === undefined ? {} : { title: name }), ...(address === undefined ? {} : { address }) }
      return { place: { latitude, longitude, ...words } }
    }
    case 'business_card':
      return { card: { name: account.servicers.get(content.business_card.userid)?.name ?? content.business_card.userid, phone: '' } }
    case 'ca_link':
      return { link: { title: '获客链接', url: content.ca_link.link_url } }
  }
}

/** Lines and buttons, in their order; what is a button stands below. */
function menuView({ head_content, list = [], tail_content }: Extract<Content, { msgtype: 'msgmenu' }>['msgmenu']): Partial<Bubble> {
  const lines = list.map((item) => (item.type === 'text' ? item.text.content : undefined))
  const text = [head_content, ...lines, tail_content].filter((line) => line !== undefined).join('\n')
  const buttons = list.filter((item) => item.type !== 'text').map((item) => [button(item)])
  return { ...(text === '' ? {} : { text }), ...(buttons.length === 0 ? {} : { buttons }) }
}

function button(item: Exclude<MenuItem, { type: 'text' }>): Button {
  if (item.type === 'click') return { label: item.click.content, data: item.click.id ?? item.click.content, pending: false }
  if (item.type === 'view') return { label: item.view.content, url: item.view.url, pending: false }
  const { appid, pagepath, content } = item.miniprogram
  return { label: content, url: appletUrl(appid, pagepath), pending: false }
}

const appletUrl = (appid: string, path: string): string => `weixin://dl/business/?${new URLSearchParams({ appid, path })}`
