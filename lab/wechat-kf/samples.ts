/**
 * Messages that only the pages of shops, channels and meetings make, one of each. The names of the types are those of
 * /path/94670 (sync_msg); their fields are as SDKs declare them [from memory].
 */
export const rareMessages = {
  business_card: { userid: 'zhangsan' },
  channels_shop_product: {
    product_id: '10000000000001',
    head_image: 'https://example.com/product.png',
    title: '蓝牙耳机',
    sales_price: '19900',
    shop_nickname: '示例小店',
    shop_head_image: 'https://example.com/shop.png',
  },
  channels_shop_order: {
    order_id: '3000000000000001',
    product_titles: '蓝牙耳机 x1',
    price_wording: '¥199.00',
    state: '待发货',
    image_url: 'https://example.com/product.png',
    shop_nickname: '示例小店',
  },
  merged_msg: {
    title: '群聊的聊天记录',
    item: [
      { send_time: 1615478585, msgtype: 'text', sender_name: '小王', msg_content: '{"text":{"content":"收到的货是坏的"}}' },
      { send_time: 1615478590, msgtype: 'image', sender_name: '小李', msg_content: '{"image":{}}' },
    ],
  },
  channels: { sub_type: 1, nickname: '示例视频号', title: '新品上架' },
  note: {},
  meeting: { topic: '售后沟通', start_time: 1615482000 },
  schedule: { summary: '上门维修', start_time: 1615482000 },
  msgmenu: { head_content: '请选择', list: [{ type: 'click', click: { id: 'a', content: '退货' } }], tail_content: '' },
} as const satisfies Record<string, object>

export type RareMessage = keyof typeof rareMessages

const names: Record<RareMessage, string> = {
  business_card: '名片',
  channels_shop_product: '视频号商品',
  channels_shop_order: '视频号订单',
  merged_msg: '聊天记录',
  channels: '视频号',
  note: '笔记',
  meeting: '会议',
  schedule: '日程',
  msgmenu: '菜单消息',
}

/** How a phone names one. */
export const nameOf = (type: RareMessage): string => `[${names[type]}]`
