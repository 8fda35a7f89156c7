import { z } from 'zod';
import { isTs } from '../../core/claimedTs.ts';

/** CS "GET /devices"; what is of the wrong kind is left out. */
export const devicesShape = z.object({
  devices: z.array(
    z.object({
      device_id: z.string().min(1),
      display_name: z.string().nullish().catch(null),
      // One that no calendar has would not be drawn (S-9).
      last_seen_ts: z.number().refine(isTs).nullish().catch(null),
      last_seen_ip: z.string().nullish().catch(null),
    }),
  ),
});

const capability = z.object({ enabled: z.boolean() }).optional().catch(undefined);

/** CS "Capabilities negotiation": what is not spoken of is allowed. */
export const capabilitiesShape = z.object({
  capabilities: z.object({
    'm.change_password': capability,
    'm.set_displayname': capability,
    'm.profile_fields': capability,
  }),
});

export const profileShape = z.object({ displayname: z.string().nullish().catch(null) });
