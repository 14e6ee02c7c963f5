import { elements, raw } from '../weixin/xml.ts'
import type { Fields } from './post.ts'

const template = 'VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc'
const listed = (fields: Fields) => raw(elements({ List: raw(elements(fields)) }))

/** Events that have no gesture of their own here, with the elements they come with. `personal`: done by the person. */
export const otherEvents = {
  LOCATION: { personal: true, fields: { Latitude: 23.137466, Longitude: 113.352425, Precision: 119.38504 } },
  subscribe_msg_popup_event: {
    personal: true,
    fields: { SubscribeMsgPopupEvent: listed({ TemplateId: template, SubscribeStatusString: 'accept', PopupScene: 2 }) },
  },
  subscribe_msg_change_event: {
    personal: true,
    fields: { SubscribeMsgChangeEvent: listed({ TemplateId: template, SubscribeStatusString: 'reject' }) },
  },
  subscribe_msg_sent_event: {
    personal: false,
    fields: {
      SubscribeMsgSentEvent: listed({ TemplateId: template, MsgID: raw('1700827132819554304'), ErrorCode: 0, ErrorStatus: 'success' }),
    },
  },
  TEMPLATESENDJOBFINISH: { personal: false, fields: { MsgID: raw('200163836'), Status: 'success' } },
  kf_create_session: { personal: false, fields: { KfAccount: 'test1@test' } },
  kf_close_session: { personal: false, fields: { KfAccount: 'test1@test' } },
  kf_switch_session: { personal: false, fields: { FromKfAccount: 'test1@test', ToKfAccount: 'test2@test' } },
} satisfies Record<string, { personal: boolean; fields: Fields }>

export type OtherEvent = keyof typeof otherEvents
