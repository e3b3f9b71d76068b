/* Rooms as one writes them in Kotlin. */
package systems.together.mot

/** Reads a room id. See [parseRoom]. */
@Throws(MotException::class)
fun Room.Companion.parse(text: String): Room = parseRoom(text)

/** Reads the fragment of a link to a room. See [parseRoomLink]. */
@Throws(MotException::class)
fun RoomLink.Companion.parse(fragment: String): RoomLink = parseRoomLink(fragment)

/** The link on a page: `RoomLink(roomId = room).write("honeycomb.html")`. See [writeRoomLink]. */
@Throws(MotException::class)
fun RoomLink.write(page: String): String = writeRoomLink(this, page)

/** Reads a message that came out of a room. See [parseRoomMessage]. */
@Throws(MotException::class)
fun RoomMessage.Companion.fromJson(json: String): RoomMessage = parseRoomMessage(json)

/** The message as JSON text. */
@Throws(MotException::class)
fun RoomMessage.toJson(): String = roomMessageToJson(this)
