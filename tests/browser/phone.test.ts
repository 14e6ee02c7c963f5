import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, token } from '../../lab/telegram/tests/tools.ts'
import { hub as qqHub } from '../../lab/qq/tests/tools.ts'
import { encodingAesKey, hub as wechatHub, token as wechatToken } from '../../lab/wechat/tests/tools.ts'
import { faults } from './console/axe.ts'
import { choose, open, openStudio, say, soon, type Studio } from './phone/page.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
}, 60_000)
afterAll(() => studio.close())

const json = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Record<string, unknown>> => {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  return (await response.json()) as Record<string, unknown>
}

test('Telegram: start, write, press, see ticks, typing, edits and reactions', async () => {
  const { page, started, newPhone } = await open(studio)
  started.telegram.bot(token, { name: 'Acme' })
  const phone = await newPhone('Ada', 'Telegram')
  await phone.getByRole('button', { name: 'Start' }).click()
  const chat = Number(started.telegram.phones()[0]!.owner.id)
  await phone.getByText('/start').waitFor()
  const markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] }
  const sent = await call(started.root, 'sendMessage', { chat_id: chat, text: '<b>Really?</b>', parse_mode: 'HTML', reply_markup: markup })
  await phone.getByRole('button', { name: 'Yes' }).click()
  await expect.poll(async () => JSON.stringify((await call(started.root, 'getUpdates')).body), soon).toContain('"data":"y"')
  await call(started.root, 'sendChatAction', { chat_id: chat, action: 'typing' })
  await phone.getByText('typing').waitFor()
  const { message_id: id } = sent.body.result as { message_id: number }
  await call(started.root, 'editMessageText', { chat_id: chat, message_id: id, text: 'Done.' })
  await phone.getByText('Done.').waitFor()
  await phone.getByText('edited').waitFor()
  await say(phone, 'It is broken 👩‍🔧')
  await expect.poll(() => phone.getByLabel('sent').count(), soon).toBe(2)
  const updates = (await call(started.root, 'getUpdates')).body.result as { update_id: number }[]
  await call(started.root, 'getUpdates', { offset: updates.at(-1)!.update_id + 1 })
  await expect.poll(() => phone.getByLabel('delivered').count(), soon).toBe(2)
  await phone.getByText('Done.').click({ button: 'right' })
  await phone.getByRole('menuitem', { name: '👍' }).click()
  await expect.poll(() => started.telegram.phones()[0]!.chats[0]!.bubbles[1]!.reactions, soon).toEqual(['👍'])
  expect(await faults(page)).toEqual([])
})

test('Telegram: albums, voice and places are sent and shown; blocking shows its bar', async () => {
  const { started, newPhone } = await open(studio)
  started.telegram.bot(token, { name: 'Acme' })
  const phone = await newPhone('小明')
  await phone.getByRole('button', { name: 'Start' }).click()
  await choose(phone, 'Album of 4', 'Attach')
  const loaded = (): Promise<number> =>
    phone.locator('img').evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth === 800).length)
  await expect.poll(loaded, soon).toBe(4)
  await phone.getByRole('button', { name: 'Voice message' }).click()
  await phone.getByRole('button', { name: 'Play' }).click()
  await phone.getByRole('button', { name: 'Pause' }).waitFor()
  await choose(phone, 'Location', 'Attach')
  await phone.getByText('31.2304, 121.4737').waitFor()
  await choose(phone, 'Block')
  await phone.getByRole('button', { name: 'Unblock' }).waitFor()
  expect((await call(started.root, 'sendMessage', { chat_id: started.telegram.phones()[0]!.owner.id, text: 'x' })).status).toBe(403)
})

test('QQ: buttons, the quick menu, thumbs and a file of one’s own; a message taken back leaves a line', async () => {
  const { page, started, newPhone } = await open(studio)
  const secret = 'DG5g3B4j9X2KOErG'
  const bot = started.qq.bot({ appId: '1904842048', secret, name: '小助手', menu: [{ label: '帮助', key: 'help' }] })
  const taker = await qqHub()
  await bot.configure({ url: taker.url })
  const phone = await newPhone('小明', 'QQ')
  await phone.getByRole('button', { name: 'Add the bot' }).click()
  await say(phone, '订单还没到')
  const { access_token: access } = await json(`${started.url}/bots.qq.com/app/getAppAccessToken`, {
    appId: bot.appId,
    clientSecret: secret,
  })
  const headers = { authorization: `QQBot ${String(access)}` }
  const messages = `${started.url}/api.sgroup.qq.com/v2/users/${started.qq.people()[0]!.openid}/messages`
  const button = (id: string, type: number, data: string) => ({ id, render_data: { label: data }, action: { type, data } })
  const rows = [{ buttons: [button('1', 1, '退货'), button('2', 2, '换货')] }]
  const { id } = await json(messages, { msg_type: 2, markdown: { content: '请选择' }, keyboard: { content: { rows } } }, headers)
  await phone.getByRole('button', { name: '换货' }).click()
  await phone.getByRole('log').getByText('换货').nth(1).waitFor()
  await phone.getByRole('button', { name: '退货' }).click()
  await phone.getByRole('button', { name: '帮助' }).click()
  await phone.getByRole('button', { name: 'Helpful', exact: true }).click()
  await expect
    .poll(
      () =>
        taker
          .named('INTERACTION_CREATE')
          .map(({ d }) => Number(d['type']))
          .toSorted((a, b) => a - b),
      soon,
    )
    .toEqual([11, 12, 13])
  await phone.getByRole('button', { name: 'Helpful', exact: true, pressed: true }).waitFor()
  const picking = page.waitForEvent('filechooser')
  await choose(phone, 'File …', 'Attach')
  await (await picking).setFiles({ name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
  await phone.getByRole('link', { name: '发票.pdf' }).waitFor()
  expect(await faults(page)).toEqual([])
  await fetch(`${messages}/${encodeURIComponent(String(id))}`, { method: 'DELETE', headers })
  await phone.getByText('小助手 recalled a message').waitFor()
  await choose(phone, 'Remove the bot')
  await phone.getByRole('button', { name: 'Add the bot again' }).waitFor()
})

test('WeChat: follow, the menu with its submenus, a code, links, notices, and no answers when the window is over', async () => {
  const { page, started, newPhone } = await open(studio)
  const menu = [{ name: '服务', sub_button: [{ name: '查订单', type: 'click' as const, key: 'ORDER' }] }]
  const account = started.wechat.account({ name: 'Acme 旗舰店', menu })
  const taker = await wechatHub()
  await account.configure({ url: taker.url, token: wechatToken, encodingAesKey, mode: 'plain' })
  const events = (): string[] => taker.hits.map(({ at }) => `${at('Event')} ${at('EventKey')}`.trim()).toSorted()
  const phone = await newPhone('王芳', 'WeChat Official Account')
  await phone.getByRole('button', { name: 'Follow the account' }).click()
  await phone.getByRole('button', { name: '服务' }).click()
  await phone.getByRole('menuitem', { name: '查订单' }).press('Enter')
  await choose(phone, 'Scan a QR code')
  await page.getByRole('dialog').getByRole('button', { name: 'table-7' }).click()
  await page.keyboard.press('Enter')
  await expect.poll(events, soon).toEqual(['CLICK ORDER', 'SCAN table-7', 'subscribe'])
  const { access_token: access } = account.tokens.stable(false)
  const url = `${started.url}/api.weixin.qq.com/cgi-bin/message/custom/send?access_token=${access}`
  const send = (msgtype: string, content: object) => json(url, { touser: taker.hits[0]!.at('FromUserName'), msgtype, [msgtype]: content })
  await send('msgmenu', { head_content: '满意吗？', list: [{ id: '1', content: '满意' }], tail_content: '' })
  await phone.getByRole('button', { name: '满意' }).click()
  await expect.poll(() => taker.hits.at(-1)!.at('bizmsgmenuid'), soon).toBe('1')
  taker.answer = () => ({ body: 'not a reply' })
  await choose(phone, 'Link …', 'Attach')
  await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
  await phone.getByRole('link', { name: 'Order 4711' }).waitFor()
  await phone.getByText('该公众号提供的服务出现故障').waitFor()
  expect(await faults(page)).toEqual([])
  await choose(phone, 'Let the reply window run out')
  await phone.getByText('The reply window is over').waitFor()
  expect(await send('text', { content: 'late' })).toMatchObject({ errcode: 45015 })
  await choose(phone, 'Unfollow')
  await phone.getByRole('button', { name: 'Follow the account' }).waitFor()
})

test('WeChat customer service: an account made on the page, a message taken back, a servicer who writes from WeCom', async () => {
  const { page, started, newPhone } = await open(studio)
  const phone = await newPhone('李雷', 'WeChat customer service', async (dialog) => {
    await dialog.getByLabel('Name of the account').fill('售后')
    await dialog.getByLabel('CorpID').fill('ww4711')
  })
  await phone.getByRole('button', { name: 'Open the chat' }).click()
  await say(phone, '收到的货坏了')
  await phone.getByText('收到的货坏了').hover()
  await phone.getByRole('button', { name: 'Actions for this message' }).click()
  await phone.getByRole('menuitem', { name: 'Recall' }).click()
  await phone.getByText('recalled', { exact: true }).waitFor()
  expect(
    await phone.getByText('收到的货坏了').evaluate((one) => getComputedStyle(one.closest('.line-through') ?? one).textDecorationLine),
  ).toBe('line-through')
  await phone.getByText('In WeCom, as a servicer').click()
  await phone.getByRole('textbox', { name: 'Message to this person' }).fill('您好，我是张三')
  await phone.getByRole('textbox', { name: 'Message to this person' }).press('Enter')
  await phone.getByRole('log').getByText('您好，我是张三').waitFor()
  await phone.getByRole('combobox', { name: 'Servicer' }).fill('lisi')
  await phone.getByRole('button', { name: 'End', exact: true }).click()
  await phone.getByRole('alert').getByText('lisi does not serve this customer').waitFor()
  await choose(phone, 'Take no more messages')
  await phone.getByText('Messages of this account are turned off.').waitFor()
  await page.getByRole('tab', { name: 'Accounts' }).click()
  await page.getByText('Credentials for the hub').click()
  await page
    .getByRole('definition')
    .getByText(started.wechatKf.corp({ corpId: 'ww4711' }).secret)
    .waitFor()
  expect(await faults(page)).toEqual([])
})

test('X: direct messages, a public post that opens its thread, the encrypted chat with its notice, and the owner who answers', async () => {
  const { page, started, newPhone } = await open(studio)
  started.x.account({ name: 'Acme', username: 'acme' })
  const phone = await newPhone('Chidi', 'X')
  await say(phone, 'My parcel is late')
  await choose(phone, 'Sample photo', 'Attach')
  await phone.getByRole('img', { name: 'Photo' }).waitFor()
  expect(await phone.getByRole('button', { name: 'Voice message' }).count()).toBe(0)
  await phone.getByText('In the X app, as the owner').click()
  await phone.getByRole('textbox', { name: 'Message to this person' }).fill('Which order?')
  await phone.getByRole('textbox', { name: 'Message to this person' }).press('Enter')
  await phone.getByRole('log').getByText('Which order?').waitFor()
  await choose(phone, 'Write a public post')
  await page.getByRole('dialog').getByRole('textbox').fill('Where is it?')
  await page.keyboard.press('Enter')
  await phone.getByRole('article').getByText('@acme Where is it?').waitFor()
  await say(phone, 'Still waiting')
  await expect.poll(() => phone.getByRole('article').count(), soon).toBe(2)
  await phone.getByRole('button', { name: 'Back' }).click()
  await phone.getByRole('button', { name: /^A Acme|^Acme/ }).click()
  await choose(phone, 'Write an encrypted message')
  await page.getByRole('dialog').getByRole('textbox').fill('secret')
  await page.keyboard.press('Enter')
  await phone.getByText('End-to-end encrypted').waitFor()
  expect(await faults(page)).toEqual([])
  await choose(phone, 'Block')
  await phone.getByRole('button', { name: 'Unblock' }).waitFor()
})
