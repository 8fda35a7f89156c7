import { expect, test } from 'vitest';
import { messageBody } from './messageBody.ts';
import { placeOf } from './geoUri.ts';

test('a place by its coordinates, with what is said besides', () => {
  expect(placeOf('geo:53.5413,9.9841')).toEqual({ latitude: 53.5413, longitude: 9.9841, accuracy: null });
  expect(placeOf('GEO:-90,180,12.5;crs=wgs84;u=35')).toEqual({ latitude: -90, longitude: 180, accuracy: 35 });
  expect(placeOf('geo:-0,0;u=-3')).toEqual({ latitude: 0, longitude: 0, accuracy: null });
});

test('whatever is no place is none', () => {
  const wrong = [
    'geo:91,0',
    'geo:0,181',
    'geo:1,2;crs=mars',
    'geo:1',
    'geo:1,2,3,4',
    'geo:1e3,2',
    'geo:1,2&x=https://evil.example',
    'geo:1,2\n',
    ' geo:1,2',
    'javascript:alert(1)//geo:1,2',
    'https://evil.example/?geo:1,2',
    `geo:1,2${';a=b'.repeat(200)}`,
    '',
    null,
    { latitude: 1 },
  ];
  for (const text of wrong) expect(placeOf(text), String(text)).toBeNull();
});

test('a message that is a place: by its name; one that names none is shown as its words', () => {
  const content = { msgtype: 'm.location', body: 'The light', geo_uri: 'geo:53.5,9.9;u=20' };
  expect(messageBody('m.room.message', content)).toEqual({
    type: 'location',
    label: 'The light',
    latitude: 53.5,
    longitude: 9.9,
    accuracy: 20,
  });
  const named = { ...content, 'org.matrix.msc3488.location': { uri: 'geo:53.5,9.9', description: 'The old light' } };
  expect(messageBody('m.room.message', named)).toMatchObject({ type: 'location', label: 'The old light' });
  expect(messageBody('m.room.message', { ...content, body: 'Location geo:53.5,9.9 as of now' })).toMatchObject({
    type: 'location',
    label: null,
  });
  expect(messageBody('m.room.message', { ...content, geo_uri: 'geo:nowhere' })).toEqual({ type: 'text', text: 'The light', html: null });
});
