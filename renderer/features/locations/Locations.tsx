import './Locations.css';
import MapPin from 'lucide-react/icons/map-pin';
import type { MessageBody } from '../../../core/features/timeline/model.ts';
import { tellHost } from '../../bridge/host.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { coordinates } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { mapAddress } from './mapAddress.ts';

/** A place: its name and where it is. No map, as whoever draws one learns of the place. */
export function LocationCard({ place }: { readonly place: Extract<MessageBody, { type: 'location' }> }) {
  const { label, latitude, longitude, accuracy } = place;
  return (
    <div className="location">
      <span className="locationPin" aria-hidden>
        <MapPin size={20} />
      </span>
      <div className="locationText">
        <div className="locationName">
          <bdi>{label ?? words.timeline.location.unnamed}</bdi>
        </div>
        <div className="locationMeta tabular">
          {coordinates(latitude, longitude)}
          {accuracy !== null && accuracy >= 1 && ` ${words.timeline.location.within(Math.round(accuracy))}`}
        </div>
        <LinkButton onClick={() => tellHost('openLink', { url: mapAddress(place) })}>{words.timeline.location.open}</LinkButton>
      </div>
    </div>
  );
}
